package explain

import "github.com/toolforge/tfk8s/rules/internal/words"

// connectionMessages are about databases and other servers that a program asks, and about what a container has used up.
func connectionMessages() []message {
	return []message{{
		signs: []string{"max_user_connections", "too many connections"},
		means: "the tool has more open connections to the database than its user may have",
		help:  "close each connection when its work is done, and let fewer pods or workers use the database at the same time",
	}, {
		signs: []string{"access denied for user"},
		form:  words.Pattern(`(?i)access denied.* to database ['"]?(?P<database>[\w$-]+)`),
		means: "the tool's user has no right on the database {database}: it may only read the replicas, and owns the databases that begin with its user name and __",
		help:  "use a database called USER__NAME on tools.db.svc.eqiad.wmflabs, with USER from replica.my.cnf; replicas have names that end in _p",
	}, {
		signs: []string{"access denied for user"},
		means: "the database does not accept this user and password",
		help:  "read both from {homes}/TOOL/replica.my.cnf, which the pods have with the label {label}; outside of the replicas and ToolsDB they are not valid",
	}, {
		signs: []string{"cant connect to mysql server", "cant connect to local mysql server", "cant connect to server on", "sqlstate[hy000] [2002]", "(hy000/2002)", "127.0.0.1:3306", "localhost:3306"},
		match: func(q *query) bool { return !q.hasAny([]string{"getaddrinfo"}) },
		means: "no database server answers under this name: no pod runs one of its own, and old names no longer work",
		help:  "use the host tools.db.svc.eqiad.wmflabs, or WIKI.web.db.svc.eqiad.wmflabs for the replica of a wiki, not localhost",
	}, {
		signs: []string{"unknown database"},
		form:  words.Pattern(`(?i)unknown database ['"]?(?P<database>[\w$-]+)`),
		means: "this database server has no database {database}",
		help:  "the replica of a wiki is called WIKI_p (enwiki_p), on the host WIKI.web.db.svc.eqiad.wmflabs; a database of the tool, USER__NAME, is on tools.db.svc.eqiad.wmflabs",
	}, {
		signs: []string{"command denied to user", "--read-only option"},
		means: "the tool may only read this database: replicas of wikis cannot be changed",
		help:  "write to a database of the tool, USER__NAME on tools.db.svc.eqiad.wmflabs; if it is that, its server is being maintained: wait",
	}, {
		signs: []string{"server has gone away", "lost connection to mysql"},
		means: "the database closed the connection, because it was idle or a query ran too long",
		help:  "open a connection for each piece of work, or connect again after this error",
	}, {
		signs: []string{"redis", "6379"},
		form:  words.Pattern(`(?i)refused|timed out|cannot assign|error 111`),
		means: "no Redis answers there: no pod runs one of its own",
		help:  "use the host tools-redis.svc.eqiad.wmflabs, not localhost",
	}, {
		signs: []string{"connection refused", "econnrefused", "no route to host", "network is unreachable", "max retries exceeded", "connection timed out", "etimedout"},
		match: func(q *query) bool { return !q.hasAny([]string{"probe failed", "upstream", "to the server", ":6443"}) },
		means: "nothing answers at the address that the program asks: in a pod, localhost is the pod itself",
		help:  "check host and port; another program of the tool is reached by the name of its Service, a database or a wiki by its whole host name",
	}, {
		signs: []string{"certificate_verify_failed", "certificate verify failed", "unable to get local issuer certificate"},
		rules: []string{"deprecated-runtime", "jessie-image"},
		means: "the program does not trust the certificate of the host that it asks: its list of authorities is old, or the host name is not the one in the certificate",
		help:  "use the host's public name, and an image with a newer Debian; in a virtualenv, pip install --upgrade certifi",
	}, {
		signs: []string{"cannot allocate memory", "cant start new thread", "resource temporarily unavailable", "pthread_create failed", "unable to create new native thread", "std::bad_alloc"},
		rules: []string{"lower-defaults", "no-resources-jvm"},
		means: "the container has no memory left for another process or thread; its limit is {memory}, unless you set one",
		help:  "start fewer workers or threads, or set resources.limits.memory to what they need, at most {most}; for a webservice, add --mem 2Gi to `webservice ... start`",
	}, {
		signs: []string{"read-only file system"},
		means: "the path is in a volume that the pods may only read, such as the dumps",
		help:  "write to {homes}/TOOL, or to /tmp for what need not last",
	}, {
		signs: []string{"too many open files"},
		means: "the program has more files and connections open than one process may have",
		help:  "close each file and connection after use; `ls /proc/PID/fd` in the pod shows what is open",
	}, {
		signs: []string{"no space left on device", "enospc", "disk quota exceeded"},
		means: "the disk to which the program writes is full: that of the node for paths in the container, or the shared one of the tools",
		help:  "remove files that you no longer need (`du -sh {homes}/TOOL/*`), and rotate logs; ask the administrators if the tool has few files",
	}}
}

// timeMessages are about operations that took too long, without a word on which.
func timeMessages() []message {
	return []message{{
		signs: []string{"docker-registry"},
		form:  words.Pattern(`(?i)request canceled|timeout exceeded|i/o timeout|deadline exceeded|handshake timeout`),
		means: "the registry of the images did not answer the node in time; the manifest is not the cause",
		help:  "wait a few minutes: the node tries again by itself; if it stays, report it to the administrators with the time",
	}, {
		signs: []string{"context deadline exceeded", "client.timeout exceeded", "i/o timeout", "request canceled while waiting", "operation timed out"},
		match: func(q *query) bool { return !q.hasAny([]string{"probe failed", "to the server", ":6443", "mount"}) },
		means: "a host or a service of the cluster did not answer in time: it is down, busy, or cannot be reached from there",
		help:  "for kubectl, check that you are on a bastion and `kubectl config current-context`; for a program, check host and port; if the cluster's events say it, wait a few minutes, then report it to the administrators",
	}}
}
