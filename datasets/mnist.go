package datasets

import (
	"context"
	"time"
)

const (
	mnistWithin  = 5 * time.Minute // to fetch 12 MB, or 31 of Fashion-MNIST, altogether
	mnistSilence = 10 * time.Second
)

var mnistSet = Set{
	Name:        "mnist",
	Title:       "MNIST, handwritten digits",
	Description: "70,000 gray images of 28 x 28 pixels, 60,000 to train and 10,000 to test, and the digits that they show.",
	Source:      "http://yann.lecun.com/exdb/mnist/",
	Licence:     "CC BY-SA 3.0 (as commonly stated; not embedded)",
	Citation:    "LeCun, Bottou, Bengio & Haffner (1998), doi:10.1109/5.726791",
	Columns: []Column{
		{"images", "28 x 28 bytes each, row by row: 0 is background, 255 ink"},
		{"labels", "a byte each: 0 to 9"},
	},
	Files: []File{
		mnistFile("train-images-idx3-ubyte", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
			47040016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
		mnistFile("train-labels-idx1-ubyte", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
			60008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
		mnistFile("t10k-images-idx3-ubyte", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
			7840016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
		mnistFile("t10k-labels-idx1-ubyte", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
			10008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
	},
}

// mnistFile is a file of MNIST, compressed and not.
func mnistFile(name string, size int64, sum string, plainSize int64, plainSum string) File {
	return File{
		Path: "mnist/" + name + ".gz", Size: size, SHA256: sum,
		URLs: []string{
			"https://storage.googleapis.com/cvdf-datasets/mnist/" + name + ".gz",
			"https://ossci-datasets.s3.amazonaws.com/mnist/" + name + ".gz",
		},
		plain: &File{Path: "mnist/" + name, Size: plainSize, SHA256: plainSum},
	}
}

// MNIST returns the 60,000 images to train with, in the order of the files, from
// GOHTM_DATA, compressed or not, from the cache, or from the net. LeCun, Bottou,
// Bengio & Haffner (1998), doi:10.1109/5.726791. The error says how to get the
// files; Fetch shows how far a download is.
func MNIST() (*LabelledImages, error) { return newStore().mnist(0, "MNIST, training") }

// MNISTTest returns the 10,000 images to test with; it is found like MNIST.
func MNISTTest() (*LabelledImages, error) { return newStore().mnist(2, "MNIST, test") }

func (s *store) mnist(first int, title string) (*LabelledImages, error) {
	return s.images(mnistSet, first, title)
}

// images returns the images of a file of a set and the labels of the next one.
func (s *store) images(from Set, first int, title string) (*LabelledImages, error) {
	ctx, cancel := context.WithTimeout(context.Background(), mnistWithin)
	defer cancel()
	images, imagesPath, err := s.load(ctx, from, from.Files[first], mnistSilence, nil)
	if err != nil {
		return nil, err
	}
	labels, labelsPath, err := s.load(ctx, from, from.Files[first+1], mnistSilence, nil)
	if err != nil {
		return nil, err
	}
	set, err := parseImages(imagesPath, images, labelsPath, labels)
	if err != nil {
		return nil, err
	}
	set.Title = title
	return set, nil
}
