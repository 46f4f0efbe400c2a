using System.Globalization;

namespace CareBot.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">A running bot to be measured alone; null starts the host and the stand-ins.</param>
/// <param name="Host">The program to start, such as that of a publish; null for the build beside this one.</param>
/// <param name="Data">The data folder of that bot, where its people are read from; null guesses who they are.</param>
/// <param name="From">How many of its people to leave out, who have checked in already.</param>
/// <param name="Walks">How many people walk through their questions while it is measured.</param>
/// <param name="Warm">How many walk before that.</param>
/// <param name="Quick">Leaves out what is measured after the first table.</param>
internal sealed record Settings(Uri? Url, string? Host, string? Data, int From, int Walks, int Warm, bool Quick)
{
    public const string Usage = "Takes --host FILE (a published CareBot.dll), --url URL (a running bot; --data DIR, its folder; --from N, people to leave out), --walks N (2000), --warm N (1000), --quick (the first table only).";

    /// <returns>Null when it cannot be read.</returns>
    public static Settings? Read(string[] args)
    {
        var settings = new Settings(null, null, null, 0, 2000, 1000, false);
        for (var i = 0; i < args.Length; i++)
        {
            var next = i + 1 < args.Length ? args[i + 1] : "";
            Settings? read = args[i] switch
            {
                "--quick" => settings with { Quick = true },
                "--url" when Uri.TryCreate(next, UriKind.Absolute, out var url) => settings with { Url = url },
                "--host" when File.Exists(next) => settings with { Host = Path.GetFullPath(next) },
                "--data" when Directory.Exists(next) => settings with { Data = next },
                "--from" when Number(next) is { } from => settings with { From = from },
                "--walks" when Number(next) is { } walks => settings with { Walks = walks },
                "--warm" when Number(next) is { } warm => settings with { Warm = warm },
                _ => null,
            };
            if (read is null)
                return null;
            i += args[i] == "--quick" ? 0 : 1;
            settings = read;
        }
        return settings;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
