using System.Globalization;
using System.Text.Json;

namespace CareBot.Care.Content;

/// <summary>
/// One place in a content file, read strictly: what is missing, misspelt, of the wrong sort or not known is refused with the file,
/// the JSON pointer and what to write instead.
/// </summary>
public sealed class ContentNode
{
    private readonly string _file;
    private readonly JsonElement _element;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private ContentNode(string file, string pointer, JsonElement element)
    {
        _file = file;
        Place = pointer;
        _element = element;
    }

    /// <summary>RFC 6901, empty for the whole file.</summary>
    public string Place { get; }

    /// <summary>Reads a file whose outermost value is an object.</summary>
    /// <exception cref="ContentException">The bytes are not JSON, or <paramref name="read"/> met something it refuses.</exception>
    public static T Load<T>(ReadOnlyMemory<byte> json, string fileName, Func<ContentNode, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var document = Parse(json, fileName);
        return new ContentNode(fileName, "", document.RootElement).Members(read);
    }

    /// <summary>Reads one line of a file that holds an object a line. Members that <paramref name="read"/> does not ask for are let be.</summary>
    /// <param name="number">Of the line, from 1.</param>
    /// <exception cref="ContentException">The line is no object, or <paramref name="read"/> met something it refuses.</exception>
    public static T Line<T>(string json, string fileName, int number, Func<ContentNode, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(json);
        var place = $"line {number}";
        using var document = Parse(System.Text.Encoding.UTF8.GetBytes(json), fileName, place);
        var line = new ContentNode(fileName, place, document.RootElement);
        return document.RootElement.ValueKind == JsonValueKind.Object ? read(line) : throw line.Broken("write an object: { ... }");
    }

    /// <summary>Reads an object and refuses the members that <paramref name="read"/> did not ask for.</summary>
    public T Members<T>(Func<ContentNode, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (_element.ValueKind != JsonValueKind.Object)
            throw Broken("write an object: { ... }");
        var value = read(this);
        foreach (var member in _element.EnumerateObject().Where(member => !_known.Contains(member.Name)))
            throw Child(member.Name, member.Value).Refused("is not known here", $"remove it or write one of: {string.Join(", ", _known)}");
        return value;
    }

    /// <summary>A member that must be there.</summary>
    /// <param name="remedy">What to write, said when it is not there.</param>
    public ContentNode Required(string name, string remedy) =>
        Optional(name) ?? throw new ContentException(_file, $"{Place}/{Escape(name)}", $"is missing; {remedy}");

    /// <summary>A member that may be left out; <c>null</c> counts as left out.</summary>
    public ContentNode? Optional(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? Child(name, member) : null;
    }

    /// <summary>A list of one or more; <paramref name="read"/> sees each item.</summary>
    public IReadOnlyList<T> List<T>(Func<ContentNode, T> read) => _element.ValueKind == JsonValueKind.Array && _element.GetArrayLength() > 0
        ? Items(read)
        : throw Broken("write a list with at least one entry: [ ... ]");

    /// <summary>A list, perhaps of none; <paramref name="read"/> sees each item.</summary>
    public IReadOnlyList<T> Items<T>(Func<ContentNode, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (_element.ValueKind != JsonValueKind.Array)
            throw Broken("write a list: [ ... ]");
        return [.. _element.EnumerateArray().Select((item, index) => read(Child(index.ToString(CultureInfo.InvariantCulture), item)))];
    }

    /// <summary>A list of objects in which no two have the same name.</summary>
    /// <param name="member">The member that holds the name, for the place that is reported.</param>
    public IReadOnlyList<T> Named<T>(string member, Func<ContentNode, T> read, Func<T, string> name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return List(item =>
        {
            var value = item.Members(read);
            return seen.Add(name(value)) ? value : throw item.Required(member, "").Broken("it is there already, write a name of its own");
        });
    }

    /// <summary>Words or a name; not blank.</summary>
    public string Text() => _element.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(_element.GetString())
        ? _element.GetString()!
        : throw Broken("write words in quotes");

    /// <summary>Words, perhaps none.</summary>
    public string TextOrBlank() => _element.ValueKind == JsonValueKind.String ? _element.GetString()! : throw Broken("write words in quotes");

    /// <summary>A string or a number, to be given back as it came.</summary>
    public JsonElement Id() => _element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? _element.Clone() : throw Broken("write a name in quotes, or a number");

    /// <summary>A number, exactly as it is written (decimal, not binary).</summary>
    public decimal Number()
    {
        if (_element.ValueKind == JsonValueKind.Number && _element.TryGetDecimal(out var number))
            return number;
        var pointed = _element.ValueKind == JsonValueKind.String ? _element.GetString()!.Trim().Replace(',', '.') : "";
        throw decimal.TryParse(pointed, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number)
            ? Broken($"write a number with a point: {pointed}")
            : Broken("write a number, without quotes: 2.0");
    }

    /// <summary>A number above zero.</summary>
    public decimal Positive() => Number() is > 0 and var number ? number : throw Broken("write a number above zero");

    /// <summary>A whole number from 1 to 1,000.</summary>
    public int Count() => Number() is >= 1 and <= 1000 and var number && number == decimal.Truncate(number)
        ? (int)number
        : throw Broken("write a whole number from 1 to 1000");

    public bool Flag() => _element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? _element.GetBoolean()
        : throw Broken("write true or false, without quotes");

    /// <summary>A time of day, as in 08:00.</summary>
    public TimeOnly Time() =>
        TimeOnly.TryParseExact(Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Broken("write a time of day with 24 hours: 08:00");

    /// <summary>A day, as in 2026-03-02.</summary>
    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Broken("write a day as year-month-day: 2026-03-02");

    /// <summary>One of the words that are known here.</summary>
    public T OneOf<T>(IReadOnlyDictionary<string, T> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.TryGetValue(Text(), out var value) ? value : throw Broken($"write one of: {string.Join(", ", words.Keys)}");
    }

    /// <summary>What to throw when the value itself is wrong.</summary>
    public ContentException Broken(string remedy) => Refused($"is {Shown()}", remedy);

    private ContentException Refused(string what, string remedy) => new(_file, Place, $"{what}; {remedy}");

    private ContentNode Child(string name, JsonElement element) => new(_file, $"{Place}/{Escape(name)}", element);

    private string Shown() => _element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => _element.GetArrayLength() == 0 ? "an empty list" : "a list",
        _ => _element.GetRawText(),
    };

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, string fileName, string? line = null)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            var at = line is null && broken.LineNumber is { } number ? $" at line {number + 1}" : "";
            throw new ContentException(fileName, line ?? "", $"is not JSON{at}; {broken.Message}");
        }
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
