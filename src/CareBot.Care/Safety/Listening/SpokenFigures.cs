namespace CareBot.Care.Safety.Listening;

/// <summary>
/// Numbers of several words: "eighty two", "a hundred and two", "one sixty two", "one oh five", "ciento noventa", "ochenta y dos". Each becomes one
/// number of the message. What each word counts stands in the lexicon.
/// </summary>
internal static class SpokenFigures
{
    // "One oh five" after these is a time of the day.
    private static readonly string[] BeforeClock = ["at", "since", "by", "until", "till", "around", "before", "after"];

    public static void Join(Utterance utterance, Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> words)
    {
        for (var i = 0; i + 1 < utterance.Count; i++)
        {
            var (count, value) = Read(utterance, words, i);
            // "Ninety eight point six".
            if (count > 0 && i + count + 1 < utterance.Count && utterance.Word(i + count) is "point" or "punto" && words.TryGetValue(utterance.Word(i + count + 1), out var tenths) && tenths is >= 1 and <= 9)
                (count, value) = (count + 2, value + (tenths / 10));
            if (count > 1)
                utterance.Join(i, count, Math.Round(value, 4));
        }
    }

    /// <returns>How many words it takes, none where there is no number, and the number.</returns>
    private static (int Count, double Value) Read(Utterance utterance, Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> words, int i)
    {
        var (count, value, needsTens) = Hundreds(i);
        if (needsTens && i > 0 && BeforeClock.AsSpan().Contains(utterance.Word(i - 1).ToString()))
            return default;
        if (needsTens && At(i + 2) is >= 1 and <= 9 and var last && utterance.Word(i + 1) is "oh" or "o")
            return (3, value + last);
        if (needsTens && At(i + count) is not (>= 10 and < 100))
            return default;
        var next = i + count;
        if (count > 0 && !needsTens && Is(next, "and") && At(next + 1) is >= 1 and < 100)
            next++;
        switch (At(next))
        {
            case >= 20 and < 100 and var tens when tens % 10 == 0:
                value += tens;
                next++;
                if (Is(next, "y") && At(next + 1) is >= 1 and <= 9)
                    next++;
                if (At(next) is >= 1 and <= 9 and var unit)
                {
                    value += unit;
                    next++;
                }

                break;
            case >= 10 and < 100 and var teens:
                value += teens;
                next++;
                break;
            case >= 1 and <= 9 and var ones when count > 0:
                value += ones;
                next++;
                break;
        }

        // "One seventy over one ten" is 170 and 110, and "two fifty milligram pills" are two.
        return needsTens && !Is(i - 1, "over") && !Is(next, "over") && next < utterance.Count && utterance[next].Before == Break.None ? default : (next - i, value);

        (int Count, double Value, bool NeedsTens) Hundreds(int at)
        {
            var first = At(at);
            if (At(at + 1) == 100 && (first is >= 1 and <= 9 || Is(at, "a")))
                return (2, first is >= 1 and <= 9 ? 100 * first : 100, false);
            if (first is >= 100 and < 1000)
                return (1, first, false);
            return first is 1 or 2 ? (1, 100 * first, true) : default;
        }

        // NaN for what is no number word, or stands behind a pause.
        double At(int token) =>
            token < utterance.Count && utterance[token].Length > 0 && (token == i || utterance[token].Before == Break.None) && words.TryGetValue(utterance.Word(token), out var number) ? number : double.NaN;

        bool Is(int token, string word) => token >= 0 && token < utterance.Count && (token == i || utterance[token].Before == Break.None) && utterance.Word(token).SequenceEqual(word);
    }
}
