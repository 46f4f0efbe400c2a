using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;

namespace CareBot.Verbs;

/// <summary><c>import questionnaire FILE...</c>: takes FHIR R4 Questionnaires in so that they can be asked. One that cannot is refused with place and remedy.</summary>
internal static class ImportQuestionnaire
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "licence", "data");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words.Count == 0 || options["licence"] is { } blank && string.IsNullOrWhiteSpace(blank))
        {
            return await Usage.ShowAsync("'import questionnaire' takes one or more files, and perhaps --licence with the terms of use where a file does not say them.");
        }

        if (options.Words.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            return await Usage.ShowAsync($"There is no file '{missing}'.");
        }

        await using var services = VerbServices.Build(options["data"]);
        var (library, shipped) = (services.GetRequiredService<QuestionnaireLibrary>(), services.GetRequiredService<ShippedInstruments>());
        var refused = 0;
        foreach (var file in options.Words)
        {
            try
            {
                await output.WriteLineAsync(await TakeAsync(file, options["licence"], library, shipped));
            }
            catch (ContentException broken)
            {
                refused++;
                await output.WriteLineAsync($"refused: {broken.Message}");
            }
        }

        return refused == 0 ? 0 : 1;
    }

    private static async Task<string> TakeAsync(string file, string? licence, QuestionnaireLibrary library, ShippedInstruments shipped)
    {
        var name = Path.GetFileName(file);
        var questionnaire = Questionnaire.Load(await InputFile.ReadAsync(file), name, licence);
        FhirPathReader.Check(questionnaire, name);
        if (shipped.All.Any(one => one.Name == questionnaire.Name))
        {
            throw new ContentException(name, "/id", $"'{questionnaire.Name}' is the name of a questionnaire that ships; give it another id");
        }

        await library.ImportAsync(questionnaire, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        var careful = shipped.Safety.For(questionnaire)?.Sensitive.Select(item => item.LinkId).ToList() ?? [];
        var care = careful.Count == 0 ? "" : $"; asked only of the person alone, and a human is called by the answer: {string.Join(", ", careful)}";
        var left = questionnaire.All.Where(item => item is { IsUnasked: true, Calculated: null, Type: not (ItemType.Group or ItemType.Display) }).Select(item => item.LinkId).ToList();
        var note = left.Count == 0 ? "" : $"; not asked and left empty, because the file does not say how it is worked out: {string.Join(", ", left)}";
        return $"taken: {name} as {questionnaire.Name}, version {questionnaire.Version}, {questionnaire.Questions.Count()} questions, in {string.Join(", ", questionnaire.Languages)}{care}{note}";
    }
}
