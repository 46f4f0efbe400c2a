namespace CareBot.Care.Safety.Listening;

/// <summary>How the words around a finding change it.</summary>
internal enum Standing
{
    /// <summary>Not so, somebody's family history, or another meaning altogether.</summary>
    NotSo,

    /// <summary>An idiom, a quotation.</summary>
    Unmeant,

    /// <summary>Told of the past.</summary>
    Past,

    /// <summary>Part of a general question.</summary>
    Asked,

    Stands,
}

/// <summary>What negations, tenses and quotations cover in one message. Reused from message to message.</summary>
internal sealed class Scopes(ScopeSymbols symbols)
{
    // Words that a negation reaches without a comma or an "or" to carry it on.
    private const int ForwardReach = 8;
    private const int BackwardReach = 5;

    private Mark[] _marks = new Mark[128];
    private bool _notes;

    [Flags]
    private enum Mark : ushort
    {
        None = 0,
        Negated = 1,
        NegatedBefore = 2,
        Cue = 4,
        Past = 8,
        FamilyHistory = 16,
        Idiom = 32,
        OtherMeaning = 64,
        Quoted = 128,
        NegativeWord = 256,
        Question = 512,
        Open = 1024,
        Work = 2048,
    }

    /// <param name="notes">The words of professionals' notes count as well, which patients use otherwise.</param>
    /// <param name="byStaff">A member of staff writes: what is work with a danger is not the danger.</param>
    public void Read(Chart chart, bool notes = false, bool byStaff = false)
    {
        _notes = notes;
        var count = chart.Utterance.Count;
        if (_marks.Length < count)
            _marks = new Mark[count * 2];
        Array.Clear(_marks, 0, count);
        MarkSpans(chart, symbols.Idiom, Mark.Idiom);
        MarkSpans(chart, symbols.OtherMeaning, Mark.OtherMeaning);
        MarkFirst(chart, symbols.OtherMeaningFirst, Mark.OtherMeaning);
        MarkAround(chart, symbols.Past, Mark.Past, toSentence: false);
        MarkPastOf(chart);
        MarkAround(chart, symbols.Family, Mark.FamilyHistory, toSentence: false);
        MarkAround(chart, symbols.Question, Mark.Question, toSentence: true);
        MarkAround(chart, symbols.Quotation, Mark.Quoted, toSentence: true);
        if (byStaff)
            MarkWork(chart);
        MarkNegations(chart);
    }

    public Standing Of(in Found found)
    {
        var (explicitMarks, gapMarks) = (Mark.None, Mark.None);
        for (var i = found.Start; i < found.End; i++)
        {
            if ((found.Gaps >> (i - found.Start) & 1) == 0)
                explicitMarks |= _marks[i];
            else
                gapMarks |= _marks[i];
        }

        if ((explicitMarks & (Mark.OtherMeaning | Mark.FamilyHistory | Mark.Work)) != 0)
            return Standing.NotSo;
        // A phrase that carries its own negation ("cannot breathe") is not undone by another.
        if (!explicitMarks.HasFlag(Mark.NegativeWord) && (IsNegated(found.Start, found.End) || gapMarks.HasFlag(Mark.Cue)))
            return Standing.NotSo;
        if ((explicitMarks & (Mark.Idiom | Mark.Quoted)) != 0)
            return Standing.Unmeant;
        if (explicitMarks.HasFlag(Mark.Past))
            return Standing.Past;
        return explicitMarks.HasFlag(Mark.Question) ? Standing.Asked : Standing.Stands;
    }

    /// <summary>Whether the words from one token to before another are said not to be so.</summary>
    public bool IsNegated(int start, int end) => _marks[start].HasFlag(Mark.Negated) || _marks[end - 1].HasFlag(Mark.NegatedBefore);

    /// <summary>"No changes" denies nothing that follows, but the changes themselves.</summary>
    public bool IsNegatedAsWhole(Chart chart, int start) =>
        start > 0 && chart.At(start - 1, symbols.Not) >= 0
        && (chart.At(start - 1, symbols.NotReallyInNotes) is >= 0 and var open && chart[open].End > start);

    /// <summary>Whether anything in the message is negated.</summary>
    public bool AnyNegation(int count) => Array.FindIndex(_marks, 0, count, mark => (mark & (Mark.Cue | Mark.NegatedBefore)) != 0) >= 0;

    private void MarkSpans(Chart chart, int symbol, Mark mark)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            for (var token = chart[i].Start; token < chart[i].End; token++)
                _marks[token] |= mark;
        }
    }

    /// <summary>Marks the clause, or the whole sentence, around each finding of a symbol.</summary>
    private void MarkAround(Chart chart, int symbol, Mark mark, bool toSentence)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            var (start, end) = (chart[i].Start, chart[i].End);
            var opens = toSentence || start == 0 || chart.Utterance[start].Before == Break.Sentence;
            // What was marked before was marked as far as it goes.
            if (_marks[start].HasFlag(mark) && (toSentence || !opens))
                continue;
            for (var token = start; token >= 0; token--)
            {
                _marks[token] |= mark;
                if (Ends(chart, token, toSentence) || (!toSentence && token < start && chart.Utterance[token].Before == Break.Comma))
                    break;
            }

            MarkOnward(chart, start + 1, end, mark, toSentence, opens);
        }
    }

    /// <summary>"Years ago, I had a stroke" reaches past its comma; in "I had a stroke years ago, my face droops" the past ends there.</summary>
    private void MarkOnward(Chart chart, int from, int afterMarker, Mark mark, bool toSentence, bool opens)
    {
        var commas = opens ? 1 : 0;
        for (var token = from; token < chart.Utterance.Count && !Ends(chart, token, toSentence); token++)
        {
            var joins = token >= afterMarker && (chart.Utterance[token].Before == Break.Comma || chart.At(token, symbols.Also) >= 0);
            if (!toSentence && joins && commas-- == 0)
                return;
            _marks[token] |= mark;
        }
    }

    /// <summary>"A history of stroke" says so of the next few words only.</summary>
    private void MarkPastOf(Chart chart)
    {
        for (var i = chart.FirstOf(symbols.PastOf); i >= 0; i = chart[i].NextOfSymbol)
        {
            for (var token = chart[i].End; token < Math.Min(chart.Utterance.Count, chart[i].End + BackwardReach) && !Ends(chart, token, toSentence: false); token++)
                _marks[token] |= Mark.Past;
        }
    }

    /// <summary>"Refer Rosa for" says so of itself and of what follows in the clause; what came before stands.</summary>
    private void MarkWork(Chart chart)
    {
        MarkSpans(chart, symbols.Work, Mark.Work);
        for (var i = chart.FirstOf(symbols.Work); i >= 0; i = chart[i].NextOfSymbol)
        {
            var end = chart[i].End;
            for (var token = end; token < Math.Min(chart.Utterance.Count, end + ForwardReach) && chart.Utterance[token].Before == Break.None && !Ends(chart, token, toSentence: false) && chart.At(token, symbols.Also) < 0; token++)
                _marks[token] |= Mark.Work;
        }
    }

    private bool Ends(Chart chart, int token, bool toSentence) =>
        chart.Utterance[token].Before == Break.Sentence || (!toSentence && chart.At(token, symbols.But) >= 0);

    private void MarkNegations(Chart chart)
    {
        MarkFirst(chart, symbols.Unable, Mark.NegativeWord);
        MarkFirst(chart, symbols.Not, Mark.NegativeWord | Mark.Cue);
        Unmark(chart, symbols.NotReally, Mark.Cue);
        if (_notes)
        {
            MarkFirst(chart, symbols.NotInNotes, Mark.NegativeWord | Mark.Cue);
            Open(chart, symbols.NotReallyInNotes);
            Open(chart, symbols.StillSoInNotes);
            BackwardAtEnd(chart, symbols.NotAloneInNotes, alone: true);
            BackwardAtEnd(chart, symbols.NotLastInNotes, alone: false);
            ForwardAll(chart, symbols.NotInNotes);
            BackwardAll(chart, symbols.NotAfterInNotes);
        }

        ForwardAll(chart, symbols.Not);
        BackwardAll(chart, symbols.NotAfter);
    }

    private void Open(Chart chart, int symbol)
    {
        Unmark(chart, symbol, Mark.Cue);
        MarkSpans(chart, symbol, Mark.Open);
    }

    private void ForwardAll(Chart chart, int symbol)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            if (_marks[chart[i].Start].HasFlag(Mark.Cue))
                Forward(chart, chart[i]);
        }
    }

    private void BackwardAll(Chart chart, int symbol)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            if (!_notes || !((_marks[chart[i].Start] | _marks[chart[i].End - 1]).HasFlag(Mark.Open) || SpeaksOfWhatFollows(chart, chart[i])))
                Backward(chart, chart[i].Start);
        }
    }

    /// <summary>"Fever: no, cough: yes", "cultures negative, Xray clear": what is denied stands before it, and what follows is another thing.</summary>
    /// <param name="alone">Nothing stands before it in its clause, either.</param>
    private void BackwardAtEnd(Chart chart, int symbol, bool alone)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            var (start, end) = (chart[i].Start, chart[i].End);
            if ((!alone || chart.Utterance[start].Before != Break.None) && (end == chart.Utterance.Count || chart.Utterance[end].Before != Break.None))
            {
                Backward(chart, start);
                if (chart.Utterance[start].Before != Break.Sentence)
                    _marks[start] &= ~Mark.Cue;
            }
        }
    }

    /// <summary>"Niega ortopnea" says nothing of what stands before it; "disnea: niega" does.</summary>
    private bool SpeaksOfWhatFollows(Chart chart, in Found cue) =>
        _marks[cue.Start].HasFlag(Mark.Cue) && cue.End < chart.Utterance.Count && chart.Utterance[cue.End].Before == Break.None
        && chart.Utterance[cue.Start].Before != Break.None;

    private void MarkFirst(Chart chart, int symbol, Mark mark)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
            _marks[chart[i].Start] |= mark;
    }

    private void Unmark(Chart chart, int symbol, Mark mark)
    {
        for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
        {
            for (var token = chart[i].Start; token < chart[i].End; token++)
                _marks[token] &= ~mark;
        }
    }

    private void Forward(Chart chart, in Found cue)
    {
        for (var token = cue.Start + 1; token < cue.End; token++)
            _marks[token] |= Mark.Negated;
        var (reach, from) = (ForwardReach, cue.End);
        for (var token = from; token < chart.Utterance.Count && reach > 0; token++, reach--)
        {
            if (Ends(chart, token, toSentence: false) || Restarts(chart, token, from))
                return;
            _marks[token] |= Mark.Negated;
            if (chart.Utterance[token].Before == Break.Comma || chart.At(token, symbols.Also) >= 0)
                reach = ForwardReach;
        }
    }

    /// <summary>"No fever my chest hurts": a new statement, or a new negation, ends the old one. "No pain in my chest" goes on.</summary>
    private bool Restarts(Chart chart, int token, int from)
    {
        if (token > from && _marks[token].HasFlag(Mark.NegativeWord))
            return true;
        if (chart.At(token, symbols.Restart) < 0 && !(_notes && (chart.At(token, symbols.RestartInNotes) >= 0 || chart.At(token, symbols.ApartInNotes) >= 0)))
            return false;
        return chart.Utterance[token].Before == Break.Comma
            || (token > from && chart.At(token - 1, symbols.Link) < 0 && !_marks[token - 1].HasFlag(Mark.NegativeWord));
    }

    private void Backward(Chart chart, int before)
    {
        var reach = BackwardReach;
        for (var token = before - 1; token >= 0 && reach > 0 && !Ends(chart, token + 1, toSentence: false); token--, reach--)
        {
            // "Disnea, ortopnea negada" denies the last one only; "fever, chills: denied" denies both.
            if (_notes && token + 1 < before && chart.Utterance[token + 1].Before == Break.Comma && chart.Utterance[before].Before == Break.None)
                return;
            _marks[token] |= Mark.NegatedBefore;
            if (chart.Utterance[token].Before == Break.Comma || chart.At(token, symbols.Also) >= 0)
                reach = BackwardReach;
        }
    }
}
