package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// pathMessages are about files, rights and programs that a container does not have, where no earlier message says more.
func pathMessages() []message {
	return []message{{
		signs: []string{"operation not permitted", "requires superuser privilege", "could not open lock file", "are you root?", "must be root", "sudo: "},
		means: "the program asks for rights of root, which pods do not have",
		help:  "leave out sudo, chown and apt-get: use an image that has what you need, or a virtualenv below {homes}/TOOL",
	}, {
		signs: []string{"not found"},
		form:  words.Pattern(`(?P<program>\b(?:jsub|jstart|jstop|jlocal|qsub|qstat|qdel|crontab)): (?:command )?not found`),
		rules: []string{"cron-concurrency"},
		means: "{program} is a command of the grid, like jsub, qstat and crontab, and the pods do not have it",
		help:  "use a CronJob for what runs at fixed times and a Job for what runs once; the commands of the grid exist only on bastions",
	}, {
		signs: []string{"not found", "no such file or directory"},
		form:  words.Pattern(`(?:(?:sh|bash): (?:line )?(?:\d+: )?(?P<program>[\w.+-]+): (?:command )?|(?:^|[\] ])(?P<program2>[\w.+-]+): command )not found|(?P<program3>/(?:usr/)?(?:local/)?s?bin/[\w.+-]+): No such file`),
		match: func(q *query) bool {
			q.orElse("program", q.values["program2"]+q.values["program3"])
			return true
		},
		rules: []string{"unknown-toolforge-image"},
		means: "the image of the container has no program {program}",
		help:  "use the image of that language, or name the program by its whole path; `tfk8s lint FILE` lists the images that exist",
	}, {
		signs: []string{"cant open file", "no such file or directory", "enoent"},
		form:  words.Pattern(`(?i)can.?t open file '?(?P<file>[^'/:\s][^':]*?)'?:|(?:No such file or directory|ENOENT)[^'"/]*[:,] (?:open |stat )?['"]?(?P<file2>[\w.-][^'":]*)['"]?$|: (?P<file3>[\w.-]+(?:/[\w.-]+)*) \(No such file or directory\)`),
		match: func(q *query) bool { q.orElse("file", q.values["file2"]+q.values["file3"]); return true },
		rules: []string{"relative-command", "workingdir-outside-mounts"},
		means: "the program looks for {file} in the working folder of the container, where it is not",
		help:  "write the whole path ({homes}/TOOL/{file}), or set workingDir: {homes}/TOOL",
	}, {
		signs: []string{"filenotfounderror", "enoent", "cannot access", "cannot stat", "failed to open stream: no such file"},
		rules: bringingFiles(),
		means: "the file or its folder does not exist in the pod, which has other paths than a bastion",
		help:  "check the path; for files below {homes}, label the pods {label}", isVague: true,
	}, {
		signs: []string{"permission denied", "eacces"},
		form:  words.Pattern(`(?i)permission denied[^/]*(?:['"]|mkdir |open |: )/|/\S*: permission denied|cannot (?:touch|create|open).*permission denied|code EACCES|\(13: permission denied\)`),
		rules: append([]string{"preset-conflict-home"}, "pod-label-missing", "label-wrong-value"),
		means: "the tool's user may not read or write this path: it belongs to the image, or HOME is not the home of the tool",
		help:  "label the pods {label}, which sets HOME; write below {homes}/TOOL or /tmp, and install packages there (a virtualenv, node_modules)",
	}}
}
