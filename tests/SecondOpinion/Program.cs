using CareBot.Care.Safety;
using CareBot.SecondOpinion;

if (args is not [var root])
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/SecondOpinion -- REPOSITORY. Writes dialogs/GetHelpNow/lexicon/second-opinion.json anew.");
    return 2;
}

var folder = Path.Combine(root, "dialogs", "GetHelpNow");
// What was learned before is left out: it says nothing about a message's traits.
var files = Directory.EnumerateFiles(Path.Combine(folder, "lexicon"), "*.json").Where(path => Path.GetFileName(path) != "second-opinion.json").Order(StringComparer.Ordinal);
var listener = new RedFlagListener(RedFlagLexicon.Parse(files.Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))));
var examples = Sentence.ReadAll(Path.Combine(folder, "evaluation")).Select(sentence => new Example(listener.TraitsOf(sentence.Text), sentence.Language, sentence.Expected, sentence.IsFromOutside)).ToList();
var limits = Limits.Find(examples);
foreach (var row in limits.Table)
    Console.WriteLine(row);
var model = Model.Train(examples);
var count = OpinionFile.Write(Path.Combine(folder, "lexicon", "second-opinion.json"), listener.Version, model, limits);
Console.WriteLine($"{examples.Count} messages, {count} weights.");
return 0;
