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
        return new ShippedInstruments(instruments, meanings);
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
