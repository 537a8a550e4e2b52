package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// report measures and prints, one table after the other.
func (b *bench) report(w io.Writer) error {
	for _, table := range []func(io.Writer) error{b.works, b.effort, b.conversions, b.writes, b.growth, b.binary} {
		if err := table(w); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	return nil
}

// works compares lint with all rules to the floor and the peer.
func (b *bench) works(w io.Writer) error {
	fmt.Fprintln(w, "| lint | floor: wall, CPU, memory | tfk8s: wall, CPU, memory | ratio: wall, CPU | kubeconform: wall, CPU, memory |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- |")
	for _, in := range []string{small, treeName(1000), treeName(10000), streamName(50)} {
		path := filepath.Join(b.dir, in)
		programs := [][]string{{b.floor, path}, {b.tfk8s, "lint", path}}
		if b.peer != nil {
			programs = append(programs, append(b.peer[:len(b.peer):len(b.peer)], path))
		}
		u, err := b.compare(programs...)
		if err != nil {
			return err
		}
		peer := "-"
		if len(u) > 2 {
			peer = u[2].String()
		}
		fmt.Fprintf(w, "| %s | %v | %v | %s | %s |\n", in, u[0], u[1], ratios(u[1], u[0]), peer)
	}
	return nil
}

// effort shows what depends little on the machine: page faults and instructions, of clean inputs and of those full of findings.
func (b *bench) effort(w io.Writer) error {
	fmt.Fprintln(w, "| lint | floor: faults, instructions | tfk8s: faults, instructions | memory |")
	fmt.Fprintln(w, "| --- | --- | --- | --- |")
	for _, in := range []string{smallMigrated, small, migratedTree, legacyTree, migratedTool, legacyTool, streamName(5)} {
		path := filepath.Join(b.dir, in)
		floor, tfk8s := []string{b.floor, path}, []string{b.tfk8s, "lint", path}
		u, err := b.compare(floor, tfk8s)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %d, %s | %d, %s | %s |\n", in, u[0].Faults, instructions(floor), u[1].Faults, instructions(tfk8s), bytesText(u[1].Memory))
	}
	return nil
}

// instructions returns the instructions of a program in words.
func instructions(argv []string) string {
	n, ok := countInstructions(argv)
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.2f M", float64(n)/1e6)
}

// conversions compares convert -d to lint, on inputs with and without something to fix.
func (b *bench) conversions(w io.Writer) error {
	fmt.Fprintln(w, "| convert -d | lint: wall, CPU, memory | convert -d: wall, CPU, memory | ratio: wall, CPU |")
	fmt.Fprintln(w, "| --- | --- | --- | --- |")
	for _, in := range []string{legacyTree, migratedTree, streamName(10), streamName(50)} {
		path := filepath.Join(b.dir, in)
		u, err := b.compare([]string{b.tfk8s, "lint", path}, []string{b.tfk8s, "convert", "-d", path})
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %v | %v | %s |\n", in, u[0], u[1], ratios(u[1], u[0]))
	}
	return nil
}

// writes compares convert -w to lint. Each run converts a new copy of the files.
func (b *bench) writes(w io.Writer) error {
	fmt.Fprintln(w, "| convert -w | lint: wall, CPU, memory | convert -w: wall, CPU, memory | ratio: wall, CPU |")
	fmt.Fprintln(w, "| --- | --- | --- | --- |")
	for _, in := range []string{legacyTree, migratedTree} {
		path, copied := filepath.Join(b.dir, in), filepath.Join(b.dir, "copy")
		lint := program{argv: []string{b.tfk8s, "lint", path}}
		write := program{argv: []string{b.tfk8s, "convert", "-w", copied}, before: func() error { return copyAnew(copied, path) }}
		u, err := b.runInTurn(lint, write)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %v | %v | %s |\n", in, u[0], u[1], ratios(u[1], u[0]))
	}
	return nil
}

// copyAnew makes a folder a copy of another one, whatever it held before.
func copyAnew(to, from string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(from))
}

// growth shows that the cost of lint grows with its input and no faster.
func (b *bench) growth(w io.Writer) error {
	fmt.Fprintln(w, "| lint | size | wall | CPU | memory | CPU for 1 KB |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- |")
	var all []string
	for _, n := range treeSizes {
		all = append(all, treeName(n))
	}
	for _, n := range streamSizes {
		all = append(all, streamName(n))
	}
	for _, n := range wideSizes {
		all = append(all, wideName(n))
	}
	for _, in := range all {
		path := filepath.Join(b.dir, in)
		size, err := sizeOf(path)
		if err != nil {
			return err
		}
		u, err := b.compare([]string{b.tfk8s, "lint", path})
		if err != nil {
			return err
		}
		each := float64(u[0].CPU.Microseconds()) / (float64(size) / 1024)
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %.0f µs |\n", in, bytesText(size), ms(u[0].Wall), ms(u[0].CPU), bytesText(u[0].Memory), each)
	}
	return nil
}

func (b *bench) binary(w io.Writer) error {
	info, err := os.Stat(b.tfk8s)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "The program, stripped, has %s.\n", bytesText(info.Size()))
	return err
}

func sizeOf(root string) (total int64, err error) {
	err = filepath.WalkDir(root, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}

func (u usage) String() string {
	return fmt.Sprintf("%s, %s, %s", ms(u.Wall), ms(u.CPU), bytesText(u.Memory))
}

func ratios(u, to usage) string {
	return fmt.Sprintf("%.2f, %.2f", u.Wall.Seconds()/to.Wall.Seconds(), u.CPU.Seconds()/to.CPU.Seconds())
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

func bytesText(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
