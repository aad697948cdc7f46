package nb

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
)

// Comm is a channel between the code of cells and a script in the front end, such as a
// slider in an HTML output: either side may open it, send and close. Jupyter client
// documentation, "Messaging in Jupyter", section "Custom Messages".
//
// Messages arrive between cells, not while one runs.
type Comm struct {
	ID, Target string
	OnMessage  func(data map[string]interface{}) // when the other side sends; nil: nothing
	OnClose    func(data map[string]interface{}) // when the other side closes; nil: nothing
}

// comms are the channels that are open and the targets that are listened to.
var comms = struct {
	sync.Mutex
	open    map[string]*Comm
	targets map[string]func(c *Comm, data map[string]interface{})
}{open: map[string]*Comm{}, targets: map[string]func(*Comm, map[string]interface{}){}}

// Listen has a function called when the front end opens a comm to a target: it will
// set OnMessage. Without a function nobody listens any more.
func Listen(target string, opened func(c *Comm, data map[string]interface{})) {
	comms.Lock()
	defer comms.Unlock()
	if opened == nil {
		delete(comms.targets, target)
		return
	}
	comms.targets[target] = opened
}

// OpenComm opens a comm to a target that a script of the front end has registered. Without
// a notebook it is an error.
func OpenComm(target string, data map[string]interface{}) (*Comm, error) {
	var id [16]byte
	rand.Read(id[:])
	c := &Comm{ID: fmt.Sprintf("%x", id), Target: target}
	if err := sendComm("comm_open", map[string]interface{}{"comm_id": c.ID, "target_name": target, "data": object(data)}); err != nil {
		return nil, err
	}
	comms.Lock()
	comms.open[c.ID] = c
	comms.Unlock()
	return c, nil
}

// Send sends data, of which JSON has a form, to the other side. A comm that is closed is an error.
func (c *Comm) Send(data map[string]interface{}) error { return c.say("comm_msg", data) }

// Close ends the comm; OnClose is not called. One that is closed already is an error.
func (c *Comm) Close() error {
	err := c.say("comm_close", nil)
	c.forget()
	return err
}

func (c *Comm) say(kind string, data map[string]interface{}) error {
	comms.Lock()
	open := comms.open[c.ID] == c
	comms.Unlock()
	if !open {
		return fmt.Errorf("nb: comm %s to %q is closed", c.ID, c.Target)
	}
	return sendComm(kind, map[string]interface{}{"comm_id": c.ID, "data": object(data)})
}

func (c *Comm) forget() {
	comms.Lock()
	delete(comms.open, c.ID)
	comms.Unlock()
}

// sendComm hands a message to the notebook.
func sendComm(kind string, content map[string]interface{}) error {
	h := host.Load()
	if h == nil || h.Comm == nil {
		return errors.New("nb: a comm without a notebook, want the gohtm kernel")
	}
	return h.Comm(kind, content)
}

// Comms returns the target of each comm that is open, by ID.
func Comms() map[string]string {
	comms.Lock()
	defer comms.Unlock()
	list := map[string]string{}
	for id, c := range comms.open {
		list[id] = c.Target
	}
	return list
}

// ReceiveComm is for a host: it takes a comm_open, comm_msg or comm_close that the
// front end has sent, and returns false for a target or a comm that is not known.
func ReceiveComm(kind string, content map[string]interface{}) (known bool) {
	id, _ := content["comm_id"].(string)
	data, _ := content["data"].(map[string]interface{})
	comms.Lock()
	c := comms.open[id]
	var opened func(*Comm, map[string]interface{})
	if kind == "comm_open" && c == nil && id != "" {
		target, _ := content["target_name"].(string)
		if opened = comms.targets[target]; opened != nil {
			c = &Comm{ID: id, Target: target}
			comms.open[id] = c
		}
	}
	comms.Unlock()
	if c == nil {
		return false
	}
	switch {
	case opened != nil:
		opened(c, object(data))
	case kind == "comm_msg" && c.OnMessage != nil:
		c.OnMessage(object(data))
	case kind == "comm_close":
		c.forget()
		if c.OnClose != nil {
			c.OnClose(object(data))
		}
	}
	return true
}

// object turns nil into an empty map: JSON's null is none.
func object(data map[string]interface{}) map[string]interface{} {
	if data == nil {
		return map[string]interface{}{}
	}
	return data
}
