namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Hears what can be asked at any time, in English and Spanish alike.</summary>
/// <remarks>The whole message must say it, save for politeness: "I skipped my pills" is an answer. A question that offers one of these
/// words as an answer (where does it hurt: back) reads its own options first.</remarks>
public sealed class CommandReader
{
    private const string Argument = " {x}";
    private const int LongestArgument = 6;

    private readonly Dictionary<string, CommandReading> _phrases = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, Command Command)> _openPhrases = [];
    private readonly List<string> _politeBefore = [];
    private readonly List<string> _politeAfter = [];
    private readonly HashSet<string> _notArguments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ordinary = new(StringComparer.Ordinal);
    private readonly Spelling _spelling;

    private CommandReader(IEnumerable<ContentFile> files)
    {
        foreach (var file in files) Take(file);
        // Both languages have some of them.
        (_politeBefore, _politeAfter) = ([.. _politeBefore.Distinct()], [.. _politeAfter.Distinct()]);
        _openPhrases.Sort((a, b) => b.Prefix.Length - a.Prefix.Length);
        _spelling = new Spelling(_phrases.Keys.SelectMany(phrase => phrase.Split(' ')), _ordinary);
    }

    /// <exception cref="Care.Content.ContentException">A file cannot be read, or one phrase asks for two things.</exception>
    public static CommandReader Load(string contentRoot) => new(
        from language in Languages.All
        select new ContentFile(contentRoot, Path.Combine(contentRoot, $"dialogs/Voice/Understanding/words/commands.{language}.json")));

    /// <returns>Null for an ordinary message.</returns>
    public CommandReading? Read(string text)
    {
        var said = Folding.Words(text);
        if (said.Length == 0) return null;
        if (Closed(said) is { } exactly) return exactly;
        var corrected = _spelling.CorrectAll(said);
        return corrected == said ? Open(said) : Closed(corrected) ?? Open(said) ?? Open(corrected);
    }

    private CommandReading? Closed(string said)
    {
        HashSet<(int, int)>? tried = null;
        return Closed(said, 0, said.Length, ref tried);
    }

    /// <param name="tried">What was left before: there are 2^n ways to take "ok" off the two ends of a message of many, and few different rests.</param>
    private CommandReading? Closed(ReadOnlySpan<char> text, int start, int end, ref HashSet<(int, int)>? tried)
    {
        var said = text[start..end];
        if (_phrases.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(said, out var reading)) return reading;
        // One word alone has nothing polite around it.
        if (!said.Contains(' ')) return null;
        foreach (var before in _politeBefore)
            if (said.StartsWith(before, StringComparison.Ordinal) && (tried ??= []).Add((start + before.Length, end)) && Closed(text, start + before.Length, end, ref tried) is { } found) return found;
        foreach (var after in _politeAfter)
            if (said.EndsWith(after, StringComparison.Ordinal) && (tried ??= []).Add((start, end - after.Length)) && Closed(text, start, end - after.Length, ref tried) is { } found) return found;
        return null;
    }

    private CommandReading? Open(ReadOnlySpan<char> said)
    {
        if (!said.Contains(' ')) return null;
        foreach (var (prefix, command) in _openPhrases)
            if (said.StartsWith(prefix, StringComparison.Ordinal) && IsArgument(said[prefix.Length..])) return new(command, said[prefix.Length..].ToString());
        foreach (var before in _politeBefore)
            if (said.StartsWith(before, StringComparison.Ordinal) && Open(said[before.Length..]) is { } found) return found;
        return null;
    }

    private bool IsArgument(ReadOnlySpan<char> said)
    {
        var first = said.IndexOf(' ') is >= 0 and var end ? said[..end] : said;
        return said.Length > 0 && said.Count(' ') < LongestArgument && !_notArguments.GetAlternateLookup<ReadOnlySpan<char>>().Contains(first);
    }

    private void Take(ContentFile file)
    {
        foreach (var (name, node) in file.ReadObject())
        {
            if (name[0] == '$') continue;
            var lines = file.Strings(node, name);
            if (name == "politeBefore") _politeBefore.AddRange(lines.Select(line => line + " "));
            else if (name == "politeAfter") _politeAfter.AddRange(lines.Select(line => " " + line));
            else if (name == "notArguments") _notArguments.UnionWith(lines);
            else if (name == "ordinary") _ordinary.UnionWith(lines);
            else TakeCommand(file, name, lines);
        }
    }

    private void TakeCommand(ContentFile file, string name, IReadOnlyList<string> lines)
    {
        var parts = name.Split(':');
        if (!Enum.TryParse<Command>(parts[0], ignoreCase: true, out var command)) throw file.Fault(name, "is no command; use one of " + string.Join(", ", Enum.GetNames<Command>()));
        var reading = new CommandReading(command, parts.Length > 1 ? parts[1] : null);
        foreach (var way in lines.SelectMany(line => Ways(file, name, line)))
            if (way.EndsWith(Argument, StringComparison.Ordinal))
                _openPhrases.Add((way[..^Argument.Length] + " ", command));
            else if (!_phrases.TryAdd(way, reading) && _phrases[way] != reading)
                throw file.Fault(name, $"\"{way}\" asks for {_phrases[way].Command} already; remove one");
    }

    private static string[] Ways(ContentFile file, string name, string line)
    {
        try
        {
            return [.. PhrasePattern.Ways(line)];
        }
        catch (FormatException fault)
        {
            throw file.Fault(name, fault.Message);
        }
    }
}
