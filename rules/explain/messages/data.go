package messages

// connectionMessages are about databases and other servers that a program asks, and about what a container has used up.
func connectionMessages() []Message {
	return []Message{{
		Signs: []string{"max_user_connections", "too many connections"},
		Means: "the tool has more open connections to the database than its user may have",
		Help:  "close each connection when its work is done, and let fewer pods or workers use the database at the same time",
	}, {
		Signs: []string{"access denied for user"},
		Form:  `(?i)access denied.* to database ['"]?(?P<database>[\w$-]+)`,
		Means: "the tool's user has no right on the database {database}: it may only read the replicas, and owns the databases that begin with its user name and __",
		Help:  "use a database called USER__NAME on tools.db.svc.eqiad.wmflabs, with USER from replica.my.cnf; replicas have names that end in _p",
	}, {
		Signs: []string{"access denied for user"},
		Means: "the database does not accept this user and password",
		Help:  "read both from {homes}/TOOL/replica.my.cnf, which the pods have with the label {label}; outside of the replicas and ToolsDB they are not valid",
	}, {
		Signs:  []string{"cant connect to mysql server", "cant connect to local mysql server", "cant connect to server on", "sqlstate[hy000] [2002]", "(hy000/2002)", "127.0.0.1:3306", "localhost:3306"},
		Unless: []string{"getaddrinfo"},
		Means:  "no database server answers under this name: no pod runs one of its own, and old names no longer work",
		Help:   "use the host tools.db.svc.eqiad.wmflabs, or WIKI.web.db.svc.eqiad.wmflabs for the replica of a wiki, not localhost",
	}, {
		Signs: []string{"unknown database"},
		Form:  `(?i)unknown database ['"]?(?P<database>[\w$-]+)`,
		Means: "this database server has no database {database}",
		Help:  "the replica of a wiki is called WIKI_p (enwiki_p), on the host WIKI.web.db.svc.eqiad.wmflabs; a database of the tool, USER__NAME, is on tools.db.svc.eqiad.wmflabs",
	}, {
		Signs: []string{"command denied to user", "--read-only option"},
		Means: "the tool may only read this database: replicas of wikis cannot be changed",
		Help:  "write to a database of the tool, USER__NAME on tools.db.svc.eqiad.wmflabs; if it is that, its server is being maintained: wait",
	}, {
		Signs: []string{"server has gone away", "lost connection to mysql"},
		Means: "the database closed the connection, because it was idle or a query ran too long",
		Help:  "open a connection for each piece of work, or connect again after this error",
	}, {
		Signs: []string{"redis", "6379"},
		Form:  `(?i)refused|timed out|cannot assign|error 111`,
		Means: "no Redis answers there: no pod runs one of its own",
		Help:  "use the host tools-redis.svc.eqiad.wmflabs, not localhost",
	}, {
		Signs:  []string{"connection refused", "econnrefused", "no route to host", "network is unreachable", "max retries exceeded", "connection timed out", "etimedout"},
		Unless: []string{"probe failed", "upstream", "to the server", ":6443"},
		Means:  "nothing answers at the address that the program asks: in a pod, localhost is the pod itself",
		Help:   "check host and port; another program of the tool is reached by the name of its Service, a database or a wiki by its whole host name",
	}, {
		Signs: []string{"certificate_verify_failed", "certificate verify failed", "unable to get local issuer certificate"},
		Rules: []string{"deprecated-runtime", "jessie-image"},
		Means: "the program does not trust the certificate of the host that it asks: its list of authorities is old, or the host name is not the one in the certificate",
		Help:  "use the host's public name, and an image with a newer Debian; in a virtualenv, pip install --upgrade certifi",
	}, {
		Signs: []string{"cannot allocate memory", "cant start new thread", "resource temporarily unavailable", "pthread_create failed", "unable to create new native thread", "std::bad_alloc"},
		Rules: []string{"lower-defaults", "no-resources-jvm"},
		Means: "the container has no memory left for another process or thread; its limit is {memory}, unless you set one",
		Help:  "start fewer workers or threads, or set resources.limits.memory to what they need, at most {most}; for a webservice, add --mem 2Gi to `webservice ... start`",
	}, {
		Signs: []string{"read-only file system"},
		Means: "the path is in a volume that the pods may only read, such as the dumps",
		Help:  "write to {homes}/TOOL, or to /tmp for what need not last",
	}, {
		Signs: []string{"too many open files"},
		Means: "the program has more files and connections open than one process may have",
		Help:  "close each file and connection after use; `ls /proc/PID/fd` in the pod shows what is open",
	}, {
		Signs: []string{"no space left on device", "enospc", "disk quota exceeded"},
		Means: "the disk to which the program writes is full: that of the node for paths in the container, or the shared one of the tools",
		Help:  "remove files that you no longer need (`du -sh {homes}/TOOL/*`), and rotate logs; ask the administrators if the tool has few files",
	}}
}

// timeMessages are about operations that took too long, without a word on which.
func timeMessages() []Message {
	return []Message{{
		Signs: []string{"docker-registry"},
		Form:  `(?i)request canceled|timeout exceeded|i/o timeout|deadline exceeded|handshake timeout`,
		Means: "the registry of the images did not answer the node in time; the manifest is not the cause",
		Help:  "wait a few minutes: the node tries again by itself; if it stays, report it to the administrators with the time",
	}, {
		Signs:  []string{"context deadline exceeded", "client.timeout exceeded", "i/o timeout", "request canceled while waiting", "operation timed out"},
		Unless: []string{"probe failed", "to the server", ":6443", "mount"},
		Means:  "a host or a service of the cluster did not answer in time: it is down, busy, or cannot be reached from there",
		Help:   "for kubectl, check that you are on a bastion and `kubectl config current-context`; for a program, check host and port; if the cluster's events say it, wait a few minutes, then report it to the administrators",
	}}
}
