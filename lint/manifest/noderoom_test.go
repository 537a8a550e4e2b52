package manifest

import "testing"

func TestRoomForNodesIsEmptyAndOnlyOnce(t *testing.T) {
	var room nodeRoom
	for batch, sizes := range [][]int{{3, 300, 5, 250}, {250, 5, 300, 3, 9000, 1}, {1, 1, 1}} {
		for i, n := range sizes {
			nodes := room.take(n, len(sizes)-i)
			if len(nodes) != 0 || cap(nodes) != n {
				t.Fatalf("there is room for %d of %d nodes", cap(nodes), n)
			}
			for k := range nodes[:n] {
				if node := &nodes[:n][k]; node.Key() != "" {
					t.Errorf("in batch %d node %d of document %d is in use", batch, k, i)
				} else {
					node.key = "used"
				}
			}
		}
		room.reset()
	}
	if room.size > roomNodes {
		t.Errorf("%d nodes are kept", room.size)
	}
}
