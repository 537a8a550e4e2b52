package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// programMessages are what programs and the servers of webservices write into their logs.
func programMessages() []message {
	return []message{{
		signs: []string{"cannot open shared object file", "version glibc_", "version glibcxx_", "invalid elf header"},
		form:  words.Pattern("(?i)(?:(?P<file>[\\w.+-]+\\.so[\\w.]*): cannot open|version [`']?(?P<library>GLIBC\\w*)|ELF)"),
		rules: []string{"venv-runtime-change", "legacy-image"},
		means: "a compiled library was built for another image, or needs a system library that this image does not have",
		help:  "install the dependencies again in the image that the pods run (webservice --backend=kubernetes TYPE shell): a new virtualenv, or a new node_modules",
	}, {
		signs: []string{"distributionnotfound", "pkg_resources.versionconflict"},
		rules: []string{"venv-runtime-change", "pod-label-missing"},
		means: "a Python package that the program needs is not in its virtualenv, or in another version",
		help:  "create the virtualenv again in the image that the pods run, with pip install -r requirements.txt",
	}, {
		signs: []string{"no matching distribution found", "could not find a version that satisfies"},
		rules: []string{"deprecated-runtime"},
		means: "pip finds no release of the package for this version of Python: the name is wrong, or the package needs a newer Python",
		help:  "check the name, pin an older release, or run pip in an image with a newer Python (webservice --backend=kubernetes python3.7 shell)",
	}, {
		signs: []string{"user-config.py"},
		form:  words.Pattern(`(?i)no user-config|not found|No such file|NoUsername`),
		rules: []string{"workingdir-outside-mounts", "relative-command", "pod-label-missing"},
		means: "Pywikibot finds no user-config.py in the folder in which it runs",
		help:  "set workingDir to the folder that has it, or the variable PYWIKIBOT_DIR (older: PYWIKIBOT2_DIR); for files below {homes}, label the pods {label}",
	}, {
		signs: []string{"pywikibot.exceptions.nousername", "nousername: "},
		means: "Pywikibot has no account for the wiki, or the wiki does not accept its password",
		help:  "set usernames in user-config.py, and check the bot password in user-password.py; workingDir must be the folder that has both",
	}, {
		signs: []string{"syntaxerror: invalid syntax", "syntaxerror: missing parentheses", "taberror:"},
		rules: []string{"legacy-image", "venv-runtime-change"},
		means: "this version of Python cannot read the program: it is written for another one, or has a mistake",
		help:  "`python3 --version` in the image must be the version that the program is written for; the lines before the error name the file",
	}, {
		signs: []string{"codec cant encode", "codec cant decode"},
		form:  words.Pattern(`(?i)['"]?(?P<codec>[\w-]+)['"]? codec`),
		means: "the program reads or writes text as {codec}, and the text has other characters",
		help:  "add the variable LANG: C.UTF-8 to the container (env), or PYTHONIOENCODING: utf-8 for Python 3.6 and older",
	}, {
		signs: []string{"cannot find module", "cannot find package"},
		form:  words.Pattern(`(?i)cannot find (?:module|package) ['"]?(?P<module>[^'"\s]+)`),
		rules: []string{"workingdir-outside-mounts", "relative-command", "pod-label-missing"},
		means: "Node does not find {module}: the package is not installed, or the path is not in the pods",
		help:  "run npm install in the folder of package.json, in the image that the pods run (webservice --backend=kubernetes node10 shell); for files below {homes}, label the pods {label}",
	}, {
		signs: []string{"syntaxerror: unexpected token", "cannot use import statement outside a module"},
		rules: []string{"deprecated-runtime", "manifest-runtime"},
		means: "this version of Node cannot read the program: it is written for a newer one, or has a mistake",
		help:  "`node --version` in the image must be one that the program supports; the lines before the error name the file",
	}, {
		signs: []string{"cannot load such file", "in any of the sources", "could not locate gemfile", "bundler: command not found", "in @inc"},
		form:  words.Pattern(`(?i)cannot load such file|in any of the sources|Gemfile|bundler|locate \S+ in @INC`),
		rules: []string{"venv-runtime-change", "workingdir-outside-mounts", "pod-label-missing"},
		means: "a library that the program needs is not installed in the pod, or is for another version of the language",
		help:  "install it below {homes}/TOOL in the image that the pods run (webservice --backend=kubernetes TYPE shell), and set workingDir to the folder of the program",
	}, {
		signs: []string{"missing script: start"},
		means: "webservice runs npm start in www/js of the tool's home, and package.json has no script with that name",
		help:  `add "start" under "scripts" in {homes}/TOOL/www/js/package.json`,
	}, {
		signs: []string{"no python application found", "unable to load app", "callable application not found", "callable not found", "application callable in file"},
		rules: []string{"venv-runtime-change"},
		means: "uWSGI could not import the web application",
		help:  "it must be www/python/src/app.py with an object called app; uwsgi.log in the tool's home names the error: give it to `tfk8s explain -`",
	}, {
		signs: []string{"vendor/autoload.php", "call to undefined function", "class not found in", "uncaught error", "php parse error", "php fatal error"},
		match: func(q *query) bool { return !q.hasAny([]string{"allowed memory size", "maximum execution time"}) },
		rules: []string{"legacy-image", "manifest-runtime"},
		means: "PHP cannot run the program: it is written for another version of PHP, or needs an extension or file that is missing",
		help:  "the message names the file and line; PHP 7 has no mysql_ functions (use mysqli or PDO), and `composer install` must run in the image of the pods",
	}, {
		signs: []string{"perhaps the fastcgi process died", "fastcgi-server re-enabled", "all handlers for"},
		rules: []string{"manifest-defaults"},
		means: "the PHP process behind Lighttpd ended while it worked, often because memory ran out",
		help:  "error.log in the tool's home may say more; for more memory, add --mem 1Gi to `webservice ... start`",
	}, {
		signs: []string{"worker timeout", "harakiri", "maximum execution time"},
		means: "a worker of the webserver was stopped, because one request took too long",
		help:  "let a Job do long work, or raise the timeout of the server (gunicorn --timeout, PHP set_time_limit); too little cpu makes requests slow: --cpu 1 in `webservice ... start`",
	}, {
		signs: []string{"disallowedhost", "invalid http_host header", "invalid host header"},
		rules: []string{"ingress-host"},
		means: "the program rejects requests for a host that it does not know, such as the new address of the tool",
		help:  "add {host} to the hosts that it accepts (Django: ALLOWED_HOSTS; webpack: allowedHosts)",
	}, {
		signs: []string{"mixed content"},
		means: "the page is loaded with https://, and names something with http://",
		help:  "use https:// or addresses without a host; behind the proxy, a program knows the scheme from the header X-Forwarded-Proto",
	}, {
		signs: []string{"(configfile.c", "parser failed somehow near here", "configuration file is not valid", "duplicate config variable"},
		means: "Lighttpd cannot read the .lighttpd.conf of the tool",
		help:  "the message names the line; remove what webservice sets itself, such as server.port and server.document-root, and use += for server.modules",
	}, {
		signs: []string{"unsupportedclassversionerror", "compiled by a more recent version of the java"},
		rules: []string{"deprecated-runtime", "manifest-runtime"},
		means: "the program was compiled for a newer Java than the image has",
		help:  "use the image with jdk11 in its name, or compile with --release 8",
	}, {
		signs: []string{"improperly specified vm option", "unrecognized vm option", "could not create the java virtual machine"},
		form:  words.Pattern(`(?i)VM option ["']?(?P<option>[\w.+=-]+)["']?|virtual machine`),
		match: func(q *query) bool { q.orElse("option", "one of its options"); return true },
		rules: []string{"heap-over-limit"},
		means: "Java of this image does not accept {option}",
		help:  "correct or remove the option; -XX:MaxRAMPercentage needs a decimal point: -XX:MaxRAMPercentage=75.0",
	}, {
		signs: []string{"invalid maximum heap size", "too small maximum heap", "too small initial heap", "invalid initial heap size", "initial heap size set to a larger value"},
		rules: []string{"heap-over-limit", "no-resources-jvm"},
		means: "the heap options of Java do not fit together: -Xms may not be more than -Xmx, and both need a unit",
		help:  "write -Xmx with m or g, about three quarters of the container's memory limit ({memory}, unless you set one): -Xmx384m",
	}, {
		signs: []string{"unable to access jarfile", "could not find or load main class", "classnotfoundexception", "noclassdeffounderror"},
		rules: []string{"relative-command", "workingdir-outside-mounts", "pod-label-missing"},
		means: "Java does not find the jar file or the class in the pod",
		help:  "write the whole path after -jar or -cp ({homes}/TOOL/app.jar), and label the pods {label}, which mounts {homes}",
	}, {
		signs: []string{"unable to open database file"},
		rules: append([]string{"relative-command", "workingdir-outside-mounts"}, bringingFiles()...),
		means: "SQLite cannot open its file: the folder is missing in the pod, or the tool's user may not write there",
		help:  "write the whole path ({homes}/TOOL/NAME.db), and label the pods {label}, which mounts {homes}",
	}, {
		signs: []string{"database is locked"},
		means: "two programs use the same SQLite file, whose locks are slow or lost on NFS",
		help:  "use ToolsDB instead (tools.db.svc.eqiad.wmflabs), or let only one pod use the file: strategy.type: Recreate avoids two during a rollout",
	}}
}

// exitMessages are about how a program ended. An error that it printed says more, so they come last.
func exitMessages() []message {
	return []message{{
		signs: exitSigns,
		form:  exitForm,
		match: func(q *query) bool { return q.hasExitCode("0") },
		means: "the program ended without an error; a Deployment starts it again and again, a Job is finished",
		help:  "nothing for a Job; a program that should run on must stay in the foreground, and one that ends by itself belongs in a Job or CronJob", isGeneral: true, isVague: true,
	}, {
		signs: exitSigns,
		form:  exitForm,
		match: func(q *query) bool { return q.hasExitCode("126") },
		rules: []string{"command-one-string"},
		means: "the file is there, but cannot be run (exit code 126)",
		help:  "`chmod +x SCRIPT`, with #!/bin/bash or the like as its first line; or name the interpreter in command: [/bin/bash, SCRIPT]",
	}, {
		signs: exitSigns,
		form:  exitForm,
		match: func(q *query) bool { return q.hasExitCode("127") },
		rules: append([]string{"command-one-string", "relative-command"}, bringingFiles()...),
		means: "the shell found no program with this name (exit code 127)",
		help:  "check command and image; write the whole path ({homes}/TOOL/SCRIPT), and label the pods {label}, which mounts {homes}",
	}, {
		signs: append([]string{"segmentation fault", "bus error", "sigsegv", "core dumped"}, exitSigns...),
		form:  words.Pattern(`(?i)segmentation fault|\bbus error|SIGSEGV|core dumped|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`),
		match: func(q *query) bool { return q.values["code"] == "" || q.hasExitCode("139", "134", "135", "132") },
		rules: []string{"venv-runtime-change", "legacy-image"},
		means: "the program crashed in compiled code (exit code 139 or 134), often in a library that was built for another image",
		help:  "install the dependencies again in the image that the pods run: a new virtualenv, or a new node_modules",
	}, {
		signs: append([]string{"killed by signal 9", "signal: killed", "sigkill", "errno 137"}, exitSigns...),
		form:  words.Pattern(`(?i)killed by signal 9|signal: killed|SIGKILL|errno 137|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`),
		match: func(q *query) bool { return q.values["code"] == "" || q.hasExitCode("137") },
		rules: []string{"lower-defaults", "over-max"},
		means: "the program was killed (exit code 137): it used more memory than its limit ({memory}, unless you set one), or did not end when its pod was stopped",
		help:  "if `kubectl describe pod` says OOMKilled, set resources.limits.memory to what it needs, at most {most}; for a webservice, add --mem 2Gi to `webservice ... start`", isVague: true,
	}, {
		signs: append([]string{"sigterm"}, exitSigns...),
		form:  words.Pattern(`(?i)SIGTERM|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`),
		match: func(q *query) bool { return q.values["code"] == "" || q.hasExitCode("143") },
		means: "the cluster asked the program to end (exit code 143): its pod was deleted, replaced or moved, or failed its liveness probe",
		help:  "nothing, if you did that; otherwise `kubectl get events` shows why", isGeneral: true, isVague: true,
	}, {
		signs: exitSigns,
		form:  exitForm,
		means: "the program ended with an error of its own (exit code {code})",
		help:  "give `kubectl logs --previous POD` to `tfk8s explain -`", isGeneral: true, isVague: true,
	}}
}

// exitSigns and exitForm are how kubectl, shells and other programs name an exit code.
var (
	exitSigns = []string{"exit code", "exit status", "exited with", "exit-code", "exited (", "exitcode"}
	exitForm  = words.Pattern(`(?i)exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`)
)

func (q *query) hasExitCode(codes ...string) bool {
	for _, code := range codes {
		if q.values["code"] == code {
			return true
		}
	}
	return false
}
