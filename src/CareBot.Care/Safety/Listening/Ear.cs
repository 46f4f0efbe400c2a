namespace CareBot.Care.Safety.Listening;

/// <summary>Room to work on one message at a time.</summary>
internal sealed class Ear(CompiledLexicon lexicon)
{
    // Words between two parts that stand near each other.
    private const int NearReach = 7;

    // A word or two ("breathing", "not now") is an answer to a question, and too little to have an opinion on.
    private const int FewestWords = 3;

    private readonly Chart _chart = new(lexicon.Grammar);
    private readonly Scopes _scopes = new(lexicon.Scopes);
    private readonly Denials _denials = new();
    private readonly Triage _triage = new(lexicon);
    private readonly Exceptions _exceptions = new();
    private readonly Standing[] _best = new Standing[lexicon.Rules.Length];
    private readonly Traits _traits = new(lexicon);
    private readonly SecondOpinion.Sum? _opinion = lexicon.SecondOpinion?.Begin();

    public long Steps => _chart.Steps;

    public void Take(string text)
    {
        _chart.Read(text);
        _scopes.Read(_chart);
    }

    public List<HeardRule> Rules(RedFlagContext context)
    {
        if (context.ByStaff)
            _scopes.Read(_chart, byStaff: true);
        var heard = new List<HeardRule>();
        Array.Fill(_best, Standing.NotSo);
        foreach (var symbol in _chart.Present)
        {
            foreach (var (rule, saying) in lexicon.SayingsOf(symbol))
            {
                if (_best[rule] != Standing.Stands)
                    _best[rule] = Max(_best[rule], All(saying));
            }
        }

        for (var i = 0; i < _best.Length; i++)
        {
            var rule = lexicon.Rules[i];
            if (_best[i] == Standing.NotSo || rule.When?.Holds(context) == false)
                continue;
            var standing = Excepted(rule) ? Best(rule.Sayings) : _best[i];
            if (standing != Standing.NotSo)
                heard.Add(new(rule.Id, rule.Class, CertaintyOf(standing, rule)));
        }

        _exceptions.Clear();
        AddSecondOpinion(heard);
        return heard;
    }

    /// <summary>A word or two that name a danger, and nothing else, are a call for help even where the words alone leave a doubt.</summary>
    private Certainty CertaintyOf(Standing standing, CompiledRule rule) =>
        standing >= (rule.SureFrom ?? (_chart.Utterance.Count < FewestWords ? Standing.Stands : null)) ? Certainty.Now
        : standing == Standing.Unmeant ? Certainty.AskSoftly
        : Certainty.AskNow;

    /// <summary>It is asked only when the rules leave something open, and takes nothing away.</summary>
    private void AddSecondOpinion(List<HeardRule> heard)
    {
        if (_opinion is null || _chart.Utterance.Count < FewestWords || heard.Any(rule => rule.Certainty == Certainty.Now && rule.Class != SafetyClass.SameDay) || IsBusiness())
            return;
        _opinion.Clear();
        ReadTraits(_opinion.Take);
        if (_opinion.Verdict(mayAct: !HasPressure()) is { } verdict && !heard.Any(rule => Settles(rule, verdict)))
            heard.Add(verdict);
    }

    /// <summary>The rule says the same, or sends the person to a clinician today, before which no soft question is put.</summary>
    private static bool Settles(HeardRule rule, HeardRule verdict) =>
        rule.Certainty <= verdict.Certainty && (rule.Class == verdict.Class || (rule.Certainty == Certainty.Now && verdict.Certainty != Certainty.Now));

    /// <summary>Every word is one of everyday business, to the letter, or a number: a visit confirmed, readings sent, thanks.</summary>
    private bool IsBusiness()
    {
        var i = 0;
        while (i < _chart.Utterance.Count)
        {
            var span = _chart.At(i, lexicon.Scopes.Business);
            if (span >= 0 && _chart.Meant(i).SequenceEqual(_chart.Utterance.Word(i)))
                i = _chart[span].End;
            else if (double.IsNaN(_chart.Utterance[i].Value))
                return false;
            else
                i++;
        }

        return true;
    }

    /// <summary>From which number on a blood pressure is an emergency is the rules' to say.</summary>
    private bool HasPressure()
    {
        for (var i = 0; i < _chart.Utterance.Count; i++)
        {
            if (!double.IsNaN(_chart.Utterance[i].Lower))
                return true;
        }

        return false;
    }

    public void ReadTraits(TraitTaker take) => _traits.Read(_chart, _scopes, Best, take);

    private bool Excepted(CompiledRule rule)
    {
        _exceptions.Clear();
        return rule.Unless.Length > 0 && _exceptions.Read(_chart, rule.Unless);
    }

    public TriageLevel Level(RedFlagContext context) => _triage.Judge(_chart, Heard.Of(Rules(context)), Best, Best);

    /// <summary>Whether a note says that something is not so.</summary>
    public bool IsNegated(string concept)
    {
        _scopes.Read(_chart, notes: true);
        return _denials.Covers(_chart, _scopes, concept);
    }

    private Standing Best(Saying[] sayings)
    {
        var best = Standing.NotSo;
        for (var i = 0; i < sayings.Length && best != Standing.Stands; i++)
        {
            var standing = All(sayings[i]);
            if (standing > best)
                best = standing;
        }

        return best;
    }

    private Standing All(Saying saying)
    {
        if (!IsPossible(saying))
            return Standing.NotSo;
        var worst = Standing.Stands;
        foreach (var part in saying.Parts)
        {
            var standing = part.Second is { } second ? BestPair(part.First, second) : Best(part.First);
            if (standing < worst)
                worst = standing;
        }

        return worst;
    }

    /// <summary>Whether all parts stand somewhere in the message, in whatever standing.</summary>
    private bool IsPossible(Saying saying)
    {
        foreach (var part in saying.Parts)
        {
            if (!_chart.Has(part.First) || (part.Second is { } second && !_chart.Has(second)))
                return false;
        }

        return true;
    }

    private Standing Best(int symbol)
    {
        var best = Standing.NotSo;
        for (var i = _chart.FirstOf(symbol); i >= 0 && best != Standing.Stands; i = _chart[i].NextOfSymbol)
        {
            var standing = StandingOf(_chart[i]);
            if (standing > best)
                best = standing;
        }

        return best;
    }

    private Standing BestPair(int first, int second)
    {
        var best = Standing.NotSo;
        for (var i = _chart.FirstOf(first); i >= 0 && best != Standing.Stands; i = _chart[i].NextOfSymbol)
        {
            var standing = StandingOf(_chart[i]);
            if (standing > best)
                best = Max(best, Min(standing, BestBeside(_chart[i], second)));
        }

        return best;
    }

    /// <summary>The best-standing finding of a symbol near another, in the same sentence.</summary>
    private Standing BestBeside(in Found anchor, int symbol)
    {
        var best = Standing.NotSo;
        for (var token = anchor.End; token < _chart.Utterance.Count && token <= anchor.End + NearReach && !BeginsSentence(token); token++)
            best = Max(best, At(token, symbol, int.MaxValue));
        for (var token = anchor.Start - 1; token >= 0 && token >= anchor.Start - NearReach - 4 && !BeginsSentence(token + 1); token--)
            best = Max(best, At(token, symbol, anchor.Start));
        return best;
    }

    private Standing At(int token, int symbol, int endsBy) =>
        _chart.At(token, symbol) is >= 0 and var i && _chart[i].End <= endsBy ? StandingOf(_chart[i]) : Standing.NotSo;

    private Standing StandingOf(in Found found) => _exceptions.Cover(found) ? Standing.NotSo : _scopes.Of(found);

    private bool BeginsSentence(int token) => _chart.Utterance[token].Before == Break.Sentence;

    private static Standing Max(Standing a, Standing b) => a > b ? a : b;

    private static Standing Min(Standing a, Standing b) => a < b ? a : b;
}
