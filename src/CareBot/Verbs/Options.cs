using System.Globalization;

namespace CareBot.Verbs;

/// <summary>Arguments of a verb: words, and options of the form <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private Options(IReadOnlyList<string> words) => Words = words;

    public IReadOnlyList<string> Words { get; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <param name="known">The options that the verb takes, without dashes.</param>
    /// <returns>The options, or what is wrong with them.</returns>
    public static (Options? Options, string Problem) Read(string[] args, params string[] known)
    {
        var words = new List<string>();
        var options = new Options(words);
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
            }
            else if (!known.Contains(args[i][2..]))
            {
                return (null, $"There is no option '{args[i]}' here.");
            }
            else if (i + 1 == args.Length)
            {
                return (null, $"'{args[i]}' needs a value after it.");
            }
            else
            {
                options._values[args[i][2..]] = args[++i];
            }
        }

        return (options, "");
    }

    /// <returns>The number, the fallback when it is not given, or null when it is no whole number from 0 to a million.</returns>
    public int? Number(string name, int fallback) =>
        this[name] is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number
        : null;
}
