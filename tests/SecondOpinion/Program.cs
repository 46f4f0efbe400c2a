using CareBot.Care.Safety;
using CareBot.SecondOpinion;

if (args is not [var root])
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/SecondOpinion -- REPOSITORY. Writes dialogs/GetHelpNow/lexicon/second-opinion.json anew.");
    return 2;
}

var folder = Path.Combine(root, "dialogs", "GetHelpNow");
var listener = new RedFlagListener(RedFlagLexicon.Load(Path.Combine(folder, "lexicon")));
var examples = Sentence.ReadAll(Path.Combine(folder, "evaluation")).Select(sentence => new Example(listener.TraitsOf(sentence.Text), sentence.Expected)).ToList();
var limits = Limits.Find(examples);
foreach (var row in limits.Table)
    Console.WriteLine(row);
var model = Model.Train(examples);
var count = OpinionFile.Write(Path.Combine(folder, "lexicon", "second-opinion.json"), listener.Version, model, limits);
Console.WriteLine($"{examples.Count} messages, {count} weights.");
return 0;
