using CareBot.Care.Caseload;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>One asking for patients, read word by word: what stands beside each other holds together, "or" joins its two neighbours, "not" is of what comes next.</summary>
/// <param name="typed">Folded.</param>
/// <param name="read">What stands at each of its words.</param>
/// <param name="highest">The highest score of a questionnaire.</param>
internal sealed class CaseloadSentence(string[] typed, CaseloadPhrases read, IReadOnlyDictionary<string, decimal> highest)
{
    /// <summary>What stands between a number and its questionnaire.</summary>
    private const string On = "on";

    /// <summary>Before what a thing is for.</summary>
    private const string Of = "of";

    /// <summary>A number below this that is "over" or "at least" is nobody's age unless it says years.</summary>
    private const int Grown = 18;

    /// <summary>What is had and could be counted.</summary>
    private static readonly HashSet<string> Countable = ["visit", "referral", "need", "barrier", "assessment", "plan", "checkedIn", "silent", "paused"];

    /// <summary>A span of the file: a month.</summary>
    private const int DaysOfMonth = 30;

    private readonly List<CaseloadItem> _items = [];
    private readonly List<string> _unknown = [];
    private readonly List<(CaseloadKey Key, string Said)> _orders = [];
    private (string By, string Said)? _countBy;
    private (CaseloadAmount Amount, string Said)? _early;
    private string? _not;
    private bool _isNever;
    private bool _isExcept;
    private string? _or;
    private string? _clock;
    private int? _top;
    private bool _isBack;
    private bool _asks;
    private bool _counts;

    public CaseloadRequest Read()
    {
        for (var at = 0; at < typed.Length;)
        {
            at += Step(at);
        }

        _unknown.AddRange(_items.Select(item => item.Waits).OfType<string>());
        if (IsTwoAskings())
        {
            var at = _items.FindIndex(item => item.IsAlternative);
            _unknown.Add($"{_items[at - 1].Said} {_items[at].Or} {_items[at].Said}".Trim());
        }

        foreach (var left in new[] { _early?.Said, _not, _or, _items.Exists(item => item.Term is CaseloadTerm.Worked) ? null : _clock, _counts ? null : _countBy?.Said })
        {
            if (left is not null)
            {
                _unknown.Add(left);
            }
        }

        var filter = new CaseloadFilter(Groups()) { Order = Order(), Top = _top };
        return new CaseloadRequest(filter, _asks || _counts, _counts, _countBy?.By, _unknown);
    }

    /// <returns>How many words were read.</returns>
    private int Step(int at)
    {
        var (meaning, length) = read.MeaningAt(at);
        if (meaning is CaseloadPhrases.OrMore or CaseloadPhrases.OrLess && (read.NumberAt(at + length) is not null || read.AmountAt(at + 1) is { Bound: not null }))
        {
            // "Over 40 and under 60": it begins the next number, and ends none.
            (meaning, length) = read.MeaningAt(at, oneWord: true);
        }

        var (kind, name) = meaning?.Split('.', 2) is [var before, var after] ? (before, after) : (meaning, "");
        if (read.KindAt(at + 1)?.Kind == "most" && TopAt(at) is 1)
        {
            return 1;
        }

        if (read.AmountAt(at, _isBack) is { } amount)
        {
            Take(amount with { IsBack = amount.IsBack || _isBack }, Said(at, amount.Length), at + amount.Length);
            _isBack = false;
            return amount.Length;
        }

        switch (kind)
        {
            case "fillers" or CaseloadPhrases.Ago or Of or On or CaseloadPhrases.To:
                break;
            case "back":
                _isBack = true;
                break;
            case "asks":
                _asks = true;
                break;
            case "counts":
                _counts = true;
                break;
            case "not":
                _not = _not is null ? Said(at, length) : null;
                (_isNever, _isExcept) = (name == "ever", name == "but");
                break;
            case "open":
                if (_items is [.., { Term: CaseloadTerm.Referred { Standing: ReferralStanding.Any } referral }])
                {
                    _items[^1].Term = referral with { Standing = ReferralStanding.Open };
                }

                break;
            case "without" when (name.Split('.', 2) is [var of, var which] ? CaseloadItem.Of(of, which, Said(at, length)) : CaseloadItem.Of(name, "", Said(at, length))) is { } missing:
                _not ??= Said(at, length);
                Add(missing);
                break;
            case "or":
                _or = Said(at, length);
                break;
            case "ccm":
                _clock = Said(at, length);
                break;
            case "by":
                _countBy = (name, Said(at, length));
                break;
            case "sort" when Enum.TryParse<CaseloadKey>(name, ignoreCase: true, out var key):
                _orders.Add((key, Said(at, length)));
                break;
            case "sortBy" when read.KindAt(at + length) is ("score", var instrument, var named):
                _orders.Add((CaseloadKey.Score, Said(at, length)));
                Add(new CaseloadItem(new CaseloadTerm.Scored(instrument)));
                return length + named;
            case "most" when Enum.TryParse<CaseloadKey>(name, ignoreCase: true, out var most):
                _orders.Add((most, Said(at, length)));
                return length + TopAt(at + length);
            case "top" when read.NumberAt(at + length) is > 0 and var top && _top is null:
                _top = top;
                return length + 1;
            case not null when CaseloadItem.Of(kind, name, Said(at, length)) is { } item:
                (item.Said, item.End) = (Said(at, length), at + length);
                if (!IsOfReferral(item, at) && !IsOverdue(item, at))
                {
                    Add(item);
                }

                break;
            default:
                Miss(Said(at, length));
                break;
        }

        return length;
    }

    /// <summary>"Red and Spanish or yellow and English": what holds together on either side is not said, and could be read in two ways.</summary>
    private bool IsTwoAskings() =>
        Enumerable.Range(2, Math.Max(0, _items.Count - 3)).Any(at => _items[at].IsAlternative && !_items[at - 1].IsAlternative && !_items[at + 1].IsAlternative && _items[at].Term.GetType() != _items[at - 1].Term.GetType());

    /// <summary>"The 5 oldest", "oldest 5": how many of them.</summary>
    /// <returns>How many words were read.</returns>
    private int TopAt(int at)
    {
        if (_top is not null || read.NumberAt(at) is not (> 0 and var top) || read.AmountAt(at) is not { Unit: CountUnit.None, Bound: null, Length: 1 })
        {
            return 0;
        }

        _top = top;
        return 1;
    }

    /// <summary>"Referred for food", "food referral": the need is what the referral is for, and not asked for besides.</summary>
    private bool IsOfReferral(CaseloadItem item, int at)
    {
        if (item.Term is CaseloadTerm.Needs { Id: { } need } && _items is [.., { Term: CaseloadTerm.Referred { Need: null } } before] && _not is null && _or is null && at > 0 && read.KindAt(at - 1)?.Kind is "back" or Of or CaseloadPhrases.To)
        {
            before.Term = ((CaseloadTerm.Referred)before.Term) with { Need = need };
            _isBack = false;
            return true;
        }

        if (item.Term is CaseloadTerm.Referred { Need: null } referred && _items is [.., { Term: CaseloadTerm.Needs { Id: { } named } } last] && last.End == at && _not is null && _or is null)
        {
            last.Term = referred with { Need = named };
            return true;
        }

        return false;
    }

    /// <summary>"Overdue" beside what is not a check-in: nobody knows when it was due.</summary>
    private bool IsOverdue(CaseloadItem item, int at)
    {
        if (_items is not [.., var before] || !((before.IsVague && item.MayBeDue) || (item.IsVague && before.MayBeDue)) || _not is not null || _or is not null
            || !(before.End == at || (before.IsVague && read.KindAt(before.End)?.Kind == "back" && at <= before.End + 2)))
        {
            return false;
        }

        _items.Remove(before);
        _unknown.Add($"{before.Said} {item.Said}");
        return true;
    }

    private string Said(int at, int length) => string.Join(' ', typed[at..(at + length)]);

    private void Miss(string said)
    {
        _unknown.Add(_not is { } not ? $"{not} {said}" : said);
        _not = null;
    }

    private void Add(CaseloadItem item)
    {
        _isBack = false;
        if (item.Term is CaseloadTerm.Alerted { Count: null } && _items is [.., { Term: CaseloadTerm.Alerted { Count: not null } }])
        {
            // "More than 1 open alert" has its number already.
            return;
        }

        if (item.Term is CaseloadTerm.Scored { Points: null } named && _items is [.., { Term: CaseloadTerm.Scored { Points: not null } before }] && before.Instrument == named.Instrument)
        {
            // "Over 9 on the PHQ-9" has its number already.
            return;
        }

        if (item is { Term: CaseloadTerm.CheckedIn, Waits: null } && _not is not null)
        {
            item = _isNever ? CaseloadItem.Of("never", "", "")! : CaseloadItem.Of("silent", "1", "")!;
            _not = null;
        }

        (item.IsNegated, item.IsAlternative, item.IsExcepted) = (_not is not null, _or is not null && _items.Count > 0, _isExcept && _not is not null);
        item.Or = _or ?? "";
        (_not, _or) = (null, null);
        _items.Add(item);
        if (item.WithDays is not null && _early is { } early)
        {
            _early = null;
            if (!item.Take(early.Amount))
            {
                _unknown.Add(early.Said);
            }
        }
    }

    /// <summary>Gives a number to what it is of.</summary>
    private void Take(CaseloadAmount amount, string said, int next)
    {
        if (amount is { Unit: CountUnit.Minutes, Bound: { } minutes })
        {
            Add(new CaseloadItem(new CaseloadTerm.Worked(minutes)));
        }
        else if (amount is { Unit: CountUnit.Years, Bound: { } years })
        {
            Add(new CaseloadItem(new CaseloadTerm.Aged(years)));
        }
        else if (amount is { Unit: CountUnit.None, Bound: { } worked } && _clock is not null && !_items.Exists(item => item.Term is CaseloadTerm.Worked))
        {
            Add(new CaseloadItem(new CaseloadTerm.Worked(worked)));
        }
        else if (amount is { Unit: CountUnit.None, Bound: { } bound })
        {
            // "GAD-7 10+, under 40": no score is that high.
            var score = _items is [.., { Term: CaseloadTerm.Scored last }] && !(highest.TryGetValue(last.Instrument, out var most) && bound.Value > most) ? last : null;
            if (score is { Points: null })
            {
                _items[^1].Term = score with { Points = bound };
            }
            else if (read.KindAt(next)?.Kind == "alerts")
            {
                Add(new CaseloadItem(new CaseloadTerm.Alerted(bound)));
            }
            else if (score is null && ScoreAfter(next) is null && (Countable.Contains(read.KindAt(next)?.Kind ?? "") || (bound is { Kind: BoundKind.Over or BoundKind.AtLeast, Value: < Grown })))
            {
                // It counts something that is not counted here, and is no age.
                Miss(said);
            }
            else
            {
                Add(new CaseloadItem(score is not null ? score with { Points = bound } : ScoreAfter(next) is { } coming ? new CaseloadTerm.Scored(coming, bound) : new CaseloadTerm.Aged(bound)));
            }
        }
        else if (_items is [.., { Term: CaseloadTerm.Worked }] && amount is { Unit: CountUnit.Days, Value: DaysOfMonth, Bound: null, IsBack: false })
        {
            // Minutes are always this month's.
        }
        else if (amount.Unit is not CountUnit.None and not CountUnit.Days)
        {
            Miss(said);
        }
        else if (_items.FindLast(item => item.WithDays is not null) is { } counted && !(counted.Term is CaseloadTerm.InZone && read.KindAt(next)?.Kind is "silent" or "discharged"))
        {
            if (!counted.Take(amount) && amount is not { Day: 0 })
            {
                Miss(said);
            }
        }
        else if (_early is null && _items.TrueForAll(item => item.Term is not (CaseloadTerm.Silent or CaseloadTerm.Discharged or CaseloadTerm.CheckedIn)) && amount is not { Day: 0 })
        {
            // "3 days without a check-in": what they are days of is said next.
            _early = (amount, said);
        }
        else if (amount is not { Day: 0 })
        {
            Miss(said);
        }
    }

    /// <summary>"Over 9 on the PHQ-9": the questionnaire comes after the number.</summary>
    private string? ScoreAfter(int at) => read.KindAt(at) is (On, _, var length) && read.KindAt(at + length) is ("score", var instrument, _) ? instrument : null;

    private CaseloadOrder? Order()
    {
        if (_orders.Count == 0 && _top is not null && !_counts && _items.Where(item => item is { IsNegated: false, Term: CaseloadTerm.Scored }).ToList() is [{ Term: CaseloadTerm.Scored { Points: null } best }])
        {
            // "Top 3 PHQ-9".
            return new CaseloadOrder(CaseloadKey.Score, best.Instrument);
        }

        if (_orders.DistinctBy(order => order.Key).ToList() is not [var (key, _)] || _counts)
        {
            _unknown.AddRange(_orders.Select(order => order.Said));
            return null;
        }

        var instrument = _items.Select(item => item.Term).OfType<CaseloadTerm.Scored>().FirstOrDefault()?.Instrument;
        if (key == CaseloadKey.Score && instrument is null)
        {
            _unknown.Add(_orders[0].Said);
            return null;
        }

        return new CaseloadOrder(key, key == CaseloadKey.Score ? instrument : null);
    }

    private List<IReadOnlyList<CaseloadTerm>> Groups()
    {
        // "Food need, no referral": no referral for that need.
        var needs = _items.Where(item => !item.IsNegated).Select(item => item.Term).OfType<CaseloadTerm.Needs>().Select(need => need.Id).Distinct().ToList();
        foreach (var (first, second) in _items.Zip(_items.Skip(1)))
        {
            // "PHQ-9 or GAD-7 over 10": both over 10.
            if (first is { IsNegated: false, Term: CaseloadTerm.Scored { Points: null } one } && second is { IsNegated: false, Term: CaseloadTerm.Scored { Points: { } points } })
            {
                first.Term = one with { Points = points };
            }
        }

        var groups = new List<List<CaseloadTerm>>();
        CaseloadItem? before = null;
        foreach (var item in _items)
        {
            if (item.Term is CaseloadTerm.Referred referred && needs is [{ } need])
            {
                item.Term = referred with { Need = need };
            }

            // "Not red or yellow" is neither, and so is "without a visit or a referral".
            var isNeither = before is { IsNegated: true } && !item.IsNegated
                && ((before.IsExcepted && item.Term.GetType() == before.Term.GetType()) || (item.Term.GetType() == before.Term.GetType() && (item.IsAlternative || item.IsOneOfKind)) || (item is { IsAlternative: true, IsHad: true } && before.IsHad));
            item.IsNegated |= isNeither;
            item.IsExcepted |= isNeither && before!.IsExcepted;
            var term = item.IsNegated ? new CaseloadTerm.Not(item.Term) : item.Term;
            if (item.IsAlternative && !isNeither)
            {
                groups[^1].Add(term);
            }
            else if (item is { IsOneOfKind: true, IsNegated: false } && groups.Find(any => any.TrueForAll(one => one.GetType() == term.GetType())) is { } same)
            {
                same.Add(term);
            }
            else
            {
                groups.Add([term]);
            }

            before = item;
        }

        return [.. groups.Select(any => any.Distinct().ToList()).DistinctBy(any => string.Join('|', any))];
    }
}
