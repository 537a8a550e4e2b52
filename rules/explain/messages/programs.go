package messages

// programMessages are what programs and the servers of webservices write into their logs.
func programMessages() []Message {
	return []Message{{
		Signs: []string{"cannot open shared object file", "version glibc_", "version glibcxx_", "invalid elf header"},
		Form:  "(?i)(?:(?P<file>[\\w.+-]+\\.so[\\w.]*): cannot open|version [`']?(?P<library>GLIBC\\w*)|ELF)",
		Rules: []string{"venv-runtime-change", "legacy-image"},
		Means: "a compiled library was built for another image, or needs a system library that this image does not have",
		Help:  "install the dependencies again in the image that the pods run (webservice --backend=kubernetes TYPE shell): a new virtualenv, or a new node_modules",
	}, {
		Signs: []string{"distributionnotfound", "pkg_resources.versionconflict"},
		Rules: []string{"venv-runtime-change", "pod-label-missing"},
		Means: "a Python package that the program needs is not in its virtualenv, or in another version",
		Help:  "create the virtualenv again in the image that the pods run, with pip install -r requirements.txt",
	}, {
		Signs: []string{"no matching distribution found", "could not find a version that satisfies"},
		Rules: []string{"deprecated-runtime"},
		Means: "pip finds no release of the package for this version of Python: the name is wrong, or the package needs a newer Python",
		Help:  "check the name, pin an older release, or run pip in an image with a newer Python (webservice --backend=kubernetes python3.7 shell)",
	}, {
		Signs: []string{"user-config.py"},
		Form:  `(?i)no user-config|not found|No such file|NoUsername`,
		Rules: []string{"workingdir-outside-mounts", "relative-command", "pod-label-missing"},
		Means: "Pywikibot finds no user-config.py in the folder in which it runs",
		Help:  "set workingDir to the folder that has it, or the variable PYWIKIBOT_DIR (older: PYWIKIBOT2_DIR); for files below {homes}, label the pods {label}",
	}, {
		Signs: []string{"pywikibot.exceptions.nousername", "nousername: "},
		Means: "Pywikibot has no account for the wiki, or the wiki does not accept its password",
		Help:  "set usernames in user-config.py, and check the bot password in user-password.py; workingDir must be the folder that has both",
	}, {
		Signs: []string{"syntaxerror: invalid syntax", "syntaxerror: missing parentheses", "taberror:"},
		Rules: []string{"legacy-image", "venv-runtime-change"},
		Means: "this version of Python cannot read the program: it is written for another one, or has a mistake",
		Help:  "`python3 --version` in the image must be the version that the program is written for; the lines before the error name the file",
	}, {
		Signs: []string{"codec cant encode", "codec cant decode"},
		Form:  `(?i)['"]?(?P<codec>[\w-]+)['"]? codec`,
		Means: "the program reads or writes text as {codec}, and the text has other characters",
		Help:  "add the variable LANG: C.UTF-8 to the container (env), or PYTHONIOENCODING: utf-8 for Python 3.6 and older",
	}, {
		Signs: []string{"cannot find module", "cannot find package"},
		Form:  `(?i)cannot find (?:module|package) ['"]?(?P<module>[^'"\s]+)`,
		Rules: []string{"workingdir-outside-mounts", "relative-command", "pod-label-missing"},
		Means: "Node does not find {module}: the package is not installed, or the path is not in the pods",
		Help:  "run npm install in the folder of package.json, in the image that the pods run (webservice --backend=kubernetes node10 shell); for files below {homes}, label the pods {label}",
	}, {
		Signs: []string{"syntaxerror: unexpected token", "cannot use import statement outside a module"},
		Rules: []string{"deprecated-runtime", "manifest-runtime"},
		Means: "this version of Node cannot read the program: it is written for a newer one, or has a mistake",
		Help:  "`node --version` in the image must be one that the program supports; the lines before the error name the file",
	}, {
		Signs: []string{"cannot load such file", "in any of the sources", "could not locate gemfile", "bundler: command not found", "in @inc"},
		Form:  `(?i)cannot load such file|in any of the sources|Gemfile|bundler|locate \S+ in @INC`,
		Rules: []string{"venv-runtime-change", "workingdir-outside-mounts", "pod-label-missing"},
		Means: "a library that the program needs is not installed in the pod, or is for another version of the language",
		Help:  "install it below {homes}/TOOL in the image that the pods run (webservice --backend=kubernetes TYPE shell), and set workingDir to the folder of the program",
	}, {
		Signs: []string{"missing script: start"},
		Means: "webservice runs npm start in www/js of the tool's home, and package.json has no script with that name",
		Help:  `add "start" under "scripts" in {homes}/TOOL/www/js/package.json`,
	}, {
		Signs: []string{"no python application found", "unable to load app", "callable application not found", "callable not found", "application callable in file"},
		Rules: []string{"venv-runtime-change"},
		Means: "uWSGI could not import the web application",
		Help:  "it must be www/python/src/app.py with an object called app; uwsgi.log in the tool's home names the error: give it to `tfk8s explain -`",
	}, {
		Signs:  []string{"vendor/autoload.php", "call to undefined function", "class not found in", "uncaught error", "php parse error", "php fatal error"},
		Unless: []string{"allowed memory size", "maximum execution time"},
		Rules:  []string{"legacy-image", "manifest-runtime"},
		Means:  "PHP cannot run the program: it is written for another version of PHP, or needs an extension or file that is missing",
		Help:   "the message names the file and line; PHP 7 has no mysql_ functions (use mysqli or PDO), and `composer install` must run in the image of the pods",
	}, {
		Signs: []string{"perhaps the fastcgi process died", "fastcgi-server re-enabled", "all handlers for"},
		Rules: []string{"manifest-defaults"},
		Means: "the PHP process behind Lighttpd ended while it worked, often because memory ran out",
		Help:  "error.log in the tool's home may say more; for more memory, add --mem 1Gi to `webservice ... start`",
	}, {
		Signs: []string{"worker timeout", "harakiri", "maximum execution time"},
		Means: "a worker of the webserver was stopped, because one request took too long",
		Help:  "let a Job do long work, or raise the timeout of the server (gunicorn --timeout, PHP set_time_limit); too little cpu makes requests slow: --cpu 1 in `webservice ... start`",
	}, {
		Signs: []string{"disallowedhost", "invalid http_host header", "invalid host header"},
		Rules: []string{"ingress-host"},
		Means: "the program rejects requests for a host that it does not know, such as the new address of the tool",
		Help:  "add {host} to the hosts that it accepts (Django: ALLOWED_HOSTS; webpack: allowedHosts)",
	}, {
		Signs: []string{"mixed content"},
		Means: "the page is loaded with https://, and names something with http://",
		Help:  "use https:// or addresses without a host; behind the proxy, a program knows the scheme from the header X-Forwarded-Proto",
	}, {
		Signs: []string{"(configfile.c", "parser failed somehow near here", "configuration file is not valid", "duplicate config variable"},
		Means: "Lighttpd cannot read the .lighttpd.conf of the tool",
		Help:  "the message names the line; remove what webservice sets itself, such as server.port and server.document-root, and use += for server.modules",
	}, {
		Signs: []string{"unsupportedclassversionerror", "compiled by a more recent version of the java"},
		Rules: []string{"deprecated-runtime", "manifest-runtime"},
		Means: "the program was compiled for a newer Java than the image has",
		Help:  "use the image with jdk11 in its name, or compile with --release 8",
	}, {
		Signs:    []string{"improperly specified vm option", "unrecognized vm option", "could not create the java virtual machine"},
		Form:     `(?i)VM option ["']?(?P<option>[\w.+=-]+)["']?|virtual machine`,
		Defaults: []Default{{"option", "one of its options"}},
		Rules:    []string{"heap-over-limit"},
		Means:    "Java of this image does not accept {option}",
		Help:     "correct or remove the option; -XX:MaxRAMPercentage needs a decimal point: -XX:MaxRAMPercentage=75.0",
	}, {
		Signs: []string{"invalid maximum heap size", "too small maximum heap", "too small initial heap", "invalid initial heap size", "initial heap size set to a larger value"},
		Rules: []string{"heap-over-limit", "no-resources-jvm"},
		Means: "the heap options of Java do not fit together: -Xms may not be more than -Xmx, and both need a unit",
		Help:  "write -Xmx with m or g, about three quarters of the container's memory limit ({memory}, unless you set one): -Xmx384m",
	}, {
		Signs: []string{"unable to access jarfile", "could not find or load main class", "classnotfoundexception", "noclassdeffounderror"},
		Rules: []string{"relative-command", "workingdir-outside-mounts", "pod-label-missing"},
		Means: "Java does not find the jar file or the class in the pod",
		Help:  "write the whole path after -jar or -cp ({homes}/TOOL/app.jar), and label the pods {label}, which mounts {homes}",
	}, {
		Signs: []string{"unable to open database file"},
		Rules: []string{"relative-command", "workingdir-outside-mounts", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "SQLite cannot open its file: the folder is missing in the pod, or the tool's user may not write there",
		Help:  "write the whole path ({homes}/TOOL/NAME.db), and label the pods {label}, which mounts {homes}",
	}, {
		Signs: []string{"database is locked"},
		Means: "two programs use the same SQLite file, whose locks are slow or lost on NFS",
		Help:  "use ToolsDB instead (tools.db.svc.eqiad.wmflabs), or let only one pod use the file: strategy.type: Recreate avoids two during a rollout",
	}}
}

// exitMessages are about how a program ended. An error that it printed says more, so they come last.
func exitMessages() []Message {
	return []Message{{
		Signs: exitSigns,
		Form:  exitForm,
		Codes: []string{"0"},
		Means: "the program ended without an error; a Deployment starts it again and again, a Job is finished",
		Help:  "nothing for a Job; a program that should run on must stay in the foreground, and one that ends by itself belongs in a Job or CronJob", IsGeneral: true, IsVague: true,
	}, {
		Signs: exitSigns,
		Form:  exitForm,
		Codes: []string{"126"},
		Rules: []string{"command-one-string"},
		Means: "the file is there, but cannot be run (exit code 126)",
		Help:  "`chmod +x SCRIPT`, with #!/bin/bash or the like as its first line; or name the interpreter in command: [/bin/bash, SCRIPT]",
	}, {
		Signs: exitSigns,
		Form:  exitForm,
		Codes: []string{"127"},
		Rules: []string{"command-one-string", "relative-command", "pod-label-missing", "label-only-on-controller", "label-wrong-value", "preset-conflict-volume", "preset-conflict-mount", "preset-conflict-home"},
		Means: "the shell found no program with this name (exit code 127)",
		Help:  "check command and image; write the whole path ({homes}/TOOL/SCRIPT), and label the pods {label}, which mounts {homes}",
	}, {
		Signs: []string{"segmentation fault", "bus error", "sigsegv", "core dumped", "exit code", "exit status", "exited with", "exit-code", "exited (", "exitcode"},
		Form:  `(?i)segmentation fault|\bbus error|SIGSEGV|core dumped|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`,
		Codes: []string{"", "139", "134", "135", "132"},
		Rules: []string{"venv-runtime-change", "legacy-image"},
		Means: "the program crashed in compiled code (exit code 139 or 134), often in a library that was built for another image",
		Help:  "install the dependencies again in the image that the pods run: a new virtualenv, or a new node_modules",
	}, {
		Signs: []string{"killed by signal 9", "signal: killed", "sigkill", "errno 137", "exit code", "exit status", "exited with", "exit-code", "exited (", "exitcode"},
		Form:  `(?i)killed by signal 9|signal: killed|SIGKILL|errno 137|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`,
		Codes: []string{"", "137"},
		Rules: []string{"lower-defaults", "over-max"},
		Means: "the program was killed (exit code 137): it used more memory than its limit ({memory}, unless you set one), or did not end when its pod was stopped",
		Help:  "if `kubectl describe pod` says OOMKilled, set resources.limits.memory to what it needs, at most {most}; for a webservice, add --mem 2Gi to `webservice ... start`", IsVague: true,
	}, {
		Signs: []string{"sigterm", "exit code", "exit status", "exited with", "exit-code", "exited (", "exitcode"},
		Form:  `(?i)SIGTERM|exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`,
		Codes: []string{"", "143"},
		Means: "the cluster asked the program to end (exit code 143): its pod was deleted, replaced or moved, or failed its liveness probe",
		Help:  "nothing, if you did that; otherwise `kubectl get events` shows why", IsGeneral: true, IsVague: true,
	}, {
		Signs: exitSigns,
		Form:  exitForm,
		Means: "the program ended with an error of its own (exit code {code})",
		Help:  "give `kubectl logs --previous POD` to `tfk8s explain -`", IsGeneral: true, IsVague: true,
	}}
}

// exitSigns and exitForm are how kubectl, shells and other programs name an exit code.
var exitSigns = []string{"exit code", "exit status", "exited with", "exit-code", "exited (", "exitcode"}

const exitForm = `(?i)exit(?:ed)?[ -]?(?:with )?(?:non-zero )?(?:exit )?(?:code|status)?[:= (]*(?P<code>\d{1,3})\b`
