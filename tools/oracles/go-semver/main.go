// Prints the order of each pair of Go versions on standard input: -1, 0, 1, or x if there is none.
package main

import (
	"bufio"
	"fmt"
	"go/version"
	"os"
	"strings"

	"golang.org/x/mod/semver"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		a, b, _ := strings.Cut(lines.Text(), " ")
		switch {
		case semver.IsValid(a) && semver.IsValid(b):
			fmt.Println(semver.Compare(a, b))
		case isRelease(a) && isRelease(b):
			fmt.Println(version.Compare(a, b))
		default:
			fmt.Println("x")
		}
	}
}

// A language version (go1.21) sorts before the candidates of its first release (go1.21rc1); advisories name releases only.
func isRelease(v string) bool {
	v, _, _ = strings.Cut(v, "-")
	return version.IsValid(v) && (version.Lang(v) != v || version.Compare(v, "go1.21") < 0)
}
