package nb

import (
	"fmt"
	"strings"
	"testing"
)

// frontEnd notes what is sent to it.
func frontEnd(t *testing.T) *[]string {
	var sent []string
	before := host.Load()
	t.Cleanup(func() { host.Store(before) })
	Attach(Host{Comm: func(kind string, content map[string]interface{}) error {
		sent = append(sent, fmt.Sprint(kind, " ", content["target_name"], " ", content["data"]))
		return nil
	}})
	return &sent
}

func TestCommThatTheFrontEndOpens(t *testing.T) {
	sent := frontEnd(t)
	var heard []string
	Listen("slider", func(c *Comm, data map[string]interface{}) {
		heard = append(heard, fmt.Sprint("open ", data))
		c.OnMessage = func(data map[string]interface{}) {
			heard = append(heard, fmt.Sprint(data["value"]))
			if err := c.Send(map[string]interface{}{"echo": data["value"]}); err != nil {
				t.Error(err)
			}
		}
		c.OnClose = func(map[string]interface{}) { heard = append(heard, "closed") }
	})
	defer Listen("slider", nil)
	message := func(kind string, more ...interface{}) bool {
		content := map[string]interface{}{"comm_id": "7"}
		for i := 0; i < len(more); i += 2 {
			content[more[i].(string)] = more[i+1]
		}
		return ReceiveComm(kind, content)
	}
	data := map[string]interface{}{"value": 3.0}
	for _, tt := range []struct {
		got, want bool
		what      string
	}{
		{message("comm_msg", "data", data), false, "a message before it is open"},
		{message("comm_open", "target_name", "other", "data", data), false, "a target that nobody listens to"},
		{message("comm_open", "target_name", "slider"), true, "the target"},
		{Comms()["7"] == "slider", true, "the list"},
		{message("comm_msg", "data", data), true, "a message"},
		{message("comm_close"), true, "the end"},
		{message("comm_close"), false, "a second end"},
		{len(Comms()) == 0, true, "the list afterwards"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v", tt.what, tt.got)
		}
	}
	if got := strings.Join(heard, ", "); got != "open map[], 3, closed" {
		t.Errorf("heard %s", got)
	}
	if got := strings.Join(*sent, ", "); got != "comm_msg <nil> map[echo:3]" {
		t.Errorf("sent %s", got)
	}
}

func TestCommThatACellOpens(t *testing.T) {
	sent := frontEnd(t)
	c, err := OpenComm("picture", map[string]interface{}{"a": 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Send(nil); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if err := c.Send(nil); err == nil || !strings.Contains(err.Error(), `to "picture" is closed`) {
		t.Errorf("after the end: %v", err)
	}
	if got := strings.Join(*sent, ", "); got != "comm_open picture map[a:1], comm_msg <nil> map[], comm_close <nil> map[]" {
		t.Errorf("sent %s", got)
	}
}

func TestCommWithoutANotebook(t *testing.T) {
	before := host.Swap(nil)
	defer host.Store(before)
	if _, err := OpenComm("x", nil); err == nil || len(Comms()) != 0 {
		t.Errorf("%v, %v", err, Comms())
	}
}
