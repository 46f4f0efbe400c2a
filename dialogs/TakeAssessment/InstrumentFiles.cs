using System.Text;
using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>Reads the questionnaires that ship, each with what its answers mean, and checks one against the other and against the texts.</summary>
internal static class InstrumentFiles
{
    private const string Suffix = ".questionnaire.json";

    /// <exception cref="ContentException">Something cannot be meant, or a licence is missing.</exception>
    public static ShippedInstruments Load(string root, Texts texts)
    {
        var instruments = new List<Instrument>();
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, "dialogs"), "*" + Suffix, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(root, path);
            var questionnaire = Questionnaire.Load(File.ReadAllBytes(path), file);
            if (instruments.Exists(one => one.Name == questionnaire.Name))
            {
                throw new ContentException(file, "/id", $"'{questionnaire.Name}' is the id of another questionnaire too; give one of them another id");
            }

            var meaning = path[..^Suffix.Length] + ".interpretation.json";
            instruments.Add(new Instrument(questionnaire, File.Exists(meaning) ? Read(root, meaning, questionnaire, texts, meanings) : null));
        }

        Check(instruments);
        return new ShippedInstruments(instruments, meanings, LoadSafety(root, instruments));
    }

    private static SafetyCodes LoadSafety(string root, List<Instrument> instruments)
    {
        const string File = "dialogs/TakeAssessment/safety-codes.json";
        var path = Path.Combine(root, File);
        if (!System.IO.File.Exists(path))
        {
            throw new ContentException(File, "", "is missing; put the file back or correct CareBot:ContentRoot");
        }

        var safety = SafetyCodes.Load(System.IO.File.ReadAllBytes(path), File);
        return safety.Items.Select(item => item.Then).OfType<string>().FirstOrDefault(then => !instruments.Exists(one => one.Name == then)) is { } unknown
            ? throw new ContentException(File, "", $"goes on with '{unknown}', which is no questionnaire; write the id of one that ships")
            : safety;
    }

    private static Interpretation Read(string root, string path, Questionnaire questionnaire, Texts texts, Dictionary<string, string> meanings)
    {
        var (file, json) = (Path.GetRelativePath(root, path), File.ReadAllBytes(path));
        var interpretation = Interpretation.Load(json, file, questionnaire);
        if (interpretation.TextKeys.FirstOrDefault(key => !texts.Has(key)) is { } missing)
        {
            throw new ContentException(file, "", $"needs the text '{missing}', which no texts file has; add it in every language");
        }

        meanings[questionnaire.Name] = Encoding.UTF8.GetString(json);
        return interpretation;
    }

    private static void Check(List<Instrument> instruments)
    {
        foreach (var instrument in instruments)
        {
            var next = instrument.Interpretation is { } meaning ? meaning.Opens.Select(stage => stage.Questionnaire).Concat(meaning.Stops.Select(stop => stop.Then).OfType<string>()) : [];
            if (next.FirstOrDefault(name => !instruments.Exists(one => one.Name == name)) is { } unknown)
            {
                throw new ContentException($"{instrument.Name}.interpretation.json", "", $"goes on with '{unknown}', which is no questionnaire; write the id of one that ships");
            }
        }
    }
}
