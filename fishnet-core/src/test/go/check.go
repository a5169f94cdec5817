// Another reader of our notes and proofs: Go's own transparency log (golang.org/x/mod/sumdb), which shares no line of
// code with ours. Takes questions as JSON from standard input and answers each with a line: "ok" and what it found, or
// "refused" and why. GoReaderTest asks them.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Kind     string // "inclusion", "growth" or "sign"
	Key      string // of a verifier, or of a signer where something is to be signed
	Text     string // a tlog-proof, the body of an add-checkpoint request, or the text to sign
	Earlier  string // the checkpoint that somebody kept, where a growth is to be proved
	Expected string // the entry that a tlog-proof is about
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, q := range questions {
		found, err := answer(q)
		if err != nil {
			fmt.Printf("refused %q\n", err)
		} else {
			fmt.Printf("ok %q\n", found)
		}
	}
}

func answer(q question) (string, error) {
	switch q.Kind {
	case "inclusion":
		return included(q)
	case "growth":
		return grown(q)
	case "sign":
		return signed(q)
	}
	return "", errors.New("no such question")
}

func included(q question) (string, error) {
	lines := strings.Split(q.Text, "\n")
	if len(lines) < 4 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return "", errors.New("not a proof")
	}
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return "", err
	}
	if string(entry) != q.Expected {
		return "", errors.New("another entry")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return "", err
	}
	path, checkpoint, err := split(lines[3:])
	if err != nil {
		return "", err
	}
	size, root, err := open(checkpoint, q.Key)
	if err != nil {
		return "", err
	}
	err = tlog.CheckRecord(path, size, root, index, tlog.RecordHash(entry))
	return fmt.Sprintf("%d of %d", index, size), err
}

func grown(q question) (string, error) {
	lines := strings.Split(q.Text, "\n")
	from, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if err != nil {
		return "", err
	}
	path, checkpoint, err := split(lines[1:])
	if err != nil {
		return "", err
	}
	before, earlier, err := open(q.Earlier, q.Key)
	if err != nil {
		return "", err
	}
	if before != from {
		return "", errors.New("a proof from another size")
	}
	to, later, err := open(checkpoint, q.Key)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d to %d", from, to), tlog.CheckTree(tlog.TreeProof(path), to, later, from, earlier)
}

func signed(q question) (string, error) {
	signer, err := note.NewSigner(q.Key)
	if err != nil {
		return "", err
	}
	msg, err := note.Sign(&note.Note{Text: q.Text}, signer)
	return string(msg), err
}

// split takes hashes up to an empty line, and what follows it as one text.
func split(lines []string) (tlog.RecordProof, string, error) {
	path := tlog.RecordProof{}
	for i, line := range lines {
		if line == "" {
			return path, strings.Join(lines[i+1:], "\n"), nil
		}
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, "", err
		}
		path = append(path, hash)
	}
	return nil, "", errors.New("no end of the path")
}

// open reads a checkpoint that the key has signed.
func open(checkpoint, key string) (size int64, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, root, err
	}
	opened, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	if err != nil {
		return 0, root, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return 0, root, errors.New("not a checkpoint of this log")
	}
	if size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return 0, root, err
	}
	root, err = tlog.ParseHash(lines[2])
	return size, root, err
}
