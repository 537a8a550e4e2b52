package messages

// pathMessages are about files, rights and programs that a container does not have, where no earlier message says more.
func pathMessages() []Message {
	return []Message{{
		Signs: []string{"operation not permitted", "requires superuser privilege", "could not open lock file", "are you root?", "must be root", "sudo: "},
		Means: "the program asks for rights of root, which pods do not have",
		Help:  "leave out sudo, chown and apt-get: use an image that has what you need, or a virtualenv below {homes}/TOOL",
	}, {
		Signs: []string{"not found"},
		Form:  `(?P<program>\b(?:jsub|jstart|jstop|jlocal|qsub|qstat|qdel|crontab)): (?:command )?not found`,
		Rules: []string{"cron-concurrency"},
		Means: "{program} is a command of the grid, like jsub, qstat and crontab, and the pods do not have it",
		Help:  "use a CronJob for what runs at fixed times and a Job for what runs once; the commands of the grid exist only on bastions",
	}, {
		Signs: []string{"not found", "no such file or directory"},
		Form:  `(?:(?:sh|bash): (?:line )?(?:\d+: )?(?P<program>[\w.+-]+): (?:command )?|(?:^|[\] ])(?P<program2>[\w.+-]+): command )not found|(?P<program3>/(?:usr/)?(?:local/)?s?bin/[\w.+-]+): No such file`,
		Match: "addProgram",
		Rules: []string{"unknown-toolforge-image"},
		Means: "the image of the container has no program {program}",
		Help:  "use the image of that language, or name the program by its whole path; `tfk8s lint FILE` lists the images that exist",
	}, {
		Signs: []string{"cant open file", "no such file or directory", "enoent"},
		Form:  `(?i)can.?t open file '?(?P<file>[^'/:\s][^':]*?)'?:|(?:No such file or directory|ENOENT)[^'"/]*[:,] (?:open |stat )?['"]?(?P<file2>[\w.-][^'":]*)['"]?$|: (?P<file3>[\w.-]+(?:/[\w.-]+)*) \(No such file or directory\)`,
		Match: "addFile",
		Rules: []string{"relative-command", "workingdir-outside-mounts"},
		Means: "the program looks for {file} in the working folder of the container, where it is not",
		Help:  "write the whole path ({homes}/TOOL/{file}), or set workingDir: {homes}/TOOL",
	}, {
		Signs: []string{"filenotfounderror", "enoent", "cannot access", "cannot stat", "failed to open stream: no such file"},
		Rules: bringingFiles(),
		Means: "the file or its folder does not exist in the pod, which has other paths than a bastion",
		Help:  "check the path; for files below {homes}, label the pods {label}", IsVague: true,
	}, {
		Signs: []string{"permission denied", "eacces"},
		Form:  `(?i)permission denied[^/]*(?:['"]|mkdir |open |: )/|/\S*: permission denied|cannot (?:touch|create|open).*permission denied|code EACCES|\(13: permission denied\)`,
		Rules: []string{"preset-conflict-home", "pod-label-missing", "label-wrong-value"},
		Means: "the tool's user may not read or write this path: it belongs to the image, or HOME is not the home of the tool",
		Help:  "label the pods {label}, which sets HOME; write below {homes}/TOOL or /tmp, and install packages there (a virtualenv, node_modules)",
	}}
}
