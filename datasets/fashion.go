package datasets

import "slices"

// fashionCommit is the version of the repository whose files the sums are of.
const fashionCommit = "b2617bb6d3ffa2e429640350f613e3291e10b141"

var fashionSet = Set{
	Name:  "fashion-mnist",
	Title: "Fashion-MNIST, articles of clothing",
	Description: "70,000 gray images of 28 x 28 pixels, 60,000 to train and 10,000 to test, of ten kinds of clothing; " +
		"in place of MNIST where that is too easy.",
	Source:   "https://github.com/zalandoresearch/fashion-mnist",
	Licence:  "MIT",
	Citation: "Xiao, Rasul & Vollgraf (2017), arXiv:1708.07747",
	Columns: []Column{
		{"images", "28 x 28 bytes each, row by row: 0 is background, 255 the brightest"},
		{"labels", "a byte each: 0 T-shirt, 1 trouser, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot"},
	},
	Files: []File{
		fashionFile("train-images-idx3-ubyte", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
			47040016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
		fashionFile("train-labels-idx1-ubyte", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
			60008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
		fashionFile("t10k-images-idx3-ubyte", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
			7840016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
		fashionFile("t10k-labels-idx1-ubyte", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
			10008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
	},
}

// fashionNames are the kinds of clothing, in the order of their labels.
var fashionNames = []string{"T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"}

// fashionFile is a file of Fashion-MNIST, compressed and not.
func fashionFile(name string, size int64, sum string, plainSize int64, plainSum string) File {
	return File{
		Path: "fashion-mnist/" + name + ".gz", Size: size, SHA256: sum,
		URLs:  []string{"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/" + fashionCommit + "/data/fashion/" + name + ".gz"},
		plain: &File{Path: "fashion-mnist/" + name, Size: plainSize, SHA256: plainSum},
	}
}

// FashionMNIST returns the 60,000 images to train with, in the order of the files, from
// GOHTM_DATA, compressed or not, from the cache, from /usr/share/datasets, where Debian's
// package dataset-fashion-mnist puts them, or from the net. Its Names are the kinds of
// clothing. Xiao, Rasul & Vollgraf (2017), arXiv:1708.07747. The error says how to get the
// files; Fetch shows how far a download is.
func FashionMNIST() (*LabelledImages, error) {
	return newStore().fashion(0, "Fashion-MNIST, training")
}

// FashionMNISTTest returns the 10,000 images to test with; it is found like FashionMNIST.
func FashionMNISTTest() (*LabelledImages, error) { return newStore().fashion(2, "Fashion-MNIST, test") }

func (s *store) fashion(first int, title string) (*LabelledImages, error) {
	set, err := s.images(fashionSet, first, title)
	if err != nil {
		return nil, err
	}
	set.Names = slices.Clone(fashionNames)
	return set, nil
}
