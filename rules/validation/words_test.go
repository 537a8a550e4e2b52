package validation

import (
	"strings"
	"testing"
)

func TestWordsThatTheServerAccepts(t *testing.T) {
	for _, check := range []struct {
		what    string
		is      func(string) bool
		yes, no []string
	}{
		{
			"name of an iSCSI target", isISCSIName,
			[]string{
				"iqn.2001-04.org.example:disk", "eui.0123456789abcdef", "naa." + strings.Repeat("a", 32),
				"iqn, or rather iqn.2001-04.org.example:disk", // only the last name counts
			},
			[]string{"", "disk", "iqn.2001-04.org.example", "iqn.2001-4.org:disk", "iqn.2001-04.org:a disk", "eui.0123456789abcde", "naa.0", "IQN.2001-04.org:disk"},
		},
		{
			"name of a sysctl", isSysctl,
			[]string{"kernel.shm_rmid_forced", "a", "net.ipv4.tcp-x", strings.Repeat("a", 253)},
			[]string{"", ".a", "a.", "a..b", "_a", "a-", "Kernel.a", "net/ipv4", "kernel.*", strings.Repeat("a", 254)},
		},
		{
			"seccomp profile", isSeccompProfile,
			[]string{"runtime/default", "docker/default", "unconfined", "localhost/", "localhost/a/b", "localhost/..a"},
			[]string{"", "Runtime/default", "localhost", "localhost//a", "localhost/a/../b"},
		},
	} {
		for _, s := range check.yes {
			if !check.is(s) {
				t.Errorf("%q is no %s", s, check.what)
			}
		}
		for _, s := range check.no {
			if check.is(s) {
				t.Errorf("%q is a %s", s, check.what)
			}
		}
	}
}
