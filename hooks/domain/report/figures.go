package report

// Figures are the counts of dossiers of a unit, a sector or a whole subtree
// over a period: the columns of Biểu số II.06a/VPCP/KSTT (Thông tư
// 02/2017/TT-VPCP and its amendments).
type Figures struct {
	Prior      int // 6: in hand when the period began (từ kỳ trước)
	Online     int // 4: received online in the period
	Direct     int // 5: received at the desk, by post or otherwise
	Early      int // 8
	OnTime     int // 9
	Late       int // 10
	Unfinished int // of 8 to 10: ended without a result (withdrawn, stopped)
	Open       int // 11: in hand when the period closed
	Overdue    int // 13
	Paused     int // of 11: waiting for the citizen, counted in time unless late before
	Again      int // dossiers asked for more a second time at the same stage, in the period
	Demanded   int // refused attempts to demand a paper outside the published list, in the period
}

// New is what came in during the period.
func (f Figures) New() int { return f.Online + f.Direct }

// Received is column 3 = 4 + 5 + 6.
func (f Figures) Received() int { return f.New() + f.Prior }

// Done is column 7 = 8 + 9 + 10.
func (f Figures) Done() int { return f.Early + f.OnTime + f.Late }

// InTime is column 12 = 11 − 13.
func (f Figures) InTime() int { return f.Open - f.Overdue }

// Adds reports whether column 3 = 7 + 11. What was received and ended comes
// from counters and what is in hand from the dossiers themselves, so this finds
// a dossier that slipped through.
func (f Figures) Adds() bool { return f.Received() == f.Done()+f.Open }

// Zero reports whether there is nothing to tell.
func (f Figures) Zero() bool { return f == Figures{} }

// Rate is the share of the ended that was not late, in hundredths of a per
// cent; false when nothing ended.
func (f Figures) Rate() (int, bool) {
	if f.Done() == 0 {
		return 0, false
	}
	return (f.Early + f.OnTime) * 10000 / f.Done(), true
}

// Plus is the sum of two rows.
func (f Figures) Plus(o Figures) Figures {
	return Figures{Prior: f.Prior + o.Prior, Online: f.Online + o.Online, Direct: f.Direct + o.Direct, Early: f.Early + o.Early,
		OnTime: f.OnTime + o.OnTime, Late: f.Late + o.Late, Unfinished: f.Unfinished + o.Unfinished, Open: f.Open + o.Open,
		Overdue: f.Overdue + o.Overdue, Paused: f.Paused + o.Paused, Again: f.Again + o.Again, Demanded: f.Demanded + o.Demanded}
}
