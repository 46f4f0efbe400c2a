namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Ways to say something, found by the piece with which a message goes on: those alone that can begin with it, in their order.</summary>
internal sealed class DateWays<T>
    where T : class
{
    /// <summary>Stands for figures, whichever they are.</summary>
    public const string Figures = "0..9";

    private readonly Dictionary<string, List<T>> _ways = new(StringComparer.Ordinal);

    /// <summary>With what they can begin.</summary>
    public IReadOnlyCollection<string> Starts => _ways.Keys;

    /// <param name="way">Its starts are added one after the other.</param>
    /// <param name="start">A piece with which it can begin, or <see cref="Figures"/>.</param>
    public void Add(T way, string start)
    {
        if (!_ways.TryGetValue(start, out var ways)) _ways.Add(start, ways = IsFigures(start) && _ways.TryGetValue(Figures, out var any) ? [.. any] : []);
        AddTo(ways, way);
        if (start != Figures) return;
        foreach (var (certain, those) in _ways)
            if (IsFigures(certain)) AddTo(those, way);
    }

    public IReadOnlyList<T> For(DateToken piece) => _ways.TryGetValue(piece.Text, out var ways) || (piece.IsDigits && _ways.TryGetValue(Figures, out ways)) ? ways : [];

    private static void AddTo(List<T> ways, T way)
    {
        if (ways.Count == 0 || ways[^1] != way) ways.Add(way);
    }

    private static bool IsFigures(string start) => char.IsAsciiDigit(start[0]);
}
