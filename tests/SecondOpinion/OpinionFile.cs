using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CareBot.SecondOpinion;

/// <summary>Writes what was learned as a file of the lexicon: one trait a line, so that a change can be read.</summary>
internal static class OpinionFile
{
    /// <returns>How many weights were written.</returns>
    public static int Write(string path, string version, Model model, Limits limits)
    {
        var weights = model.Weights();
        var text = new StringBuilder("{\n");
        Line(text, "title", "The learned second opinion; made by tests/SecondOpinion, not by hand");
        Line(text, "version", version);
        Line(text, "source", "The written-from messages and the lessons of dialogs/GetHelpNow/evaluation");
        Line(text, "signatory", "Not signed yet: a practice's clinical lead signs before patients use it.");
        text.Append("  \"secondOpinion\": {\n");
        text.Append(CultureInfo.InvariantCulture, $"    \"classes\": [{string.Join(", ", Settings.Classes.Select(Quoted))}],\n");
        text.Append(CultureInfo.InvariantCulture, $"    \"start\": [{Numbers(model.Start.Select(start => Math.Round(start, 2)))}],\n");
        text.Append(CultureInfo.InvariantCulture, $"    \"askFrom\": {Numbers([limits.AskFrom])},\n    \"sureFrom\": {Numbers([limits.SureFrom])},\n    \"todayFrom\": {Numbers([limits.TodayFrom])},\n");
        text.Append("    \"weights\": {\n");
        text.AppendJoin(",\n", weights.Select(pair => $"      {Quoted(pair.Key)}: [{string.Join(",", pair.Value)}]"));
        text.Append("\n    }\n  }\n}\n");
        File.WriteAllText(path, text.ToString());
        return weights.Count;
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(CultureInfo.InvariantCulture, $"  \"{name}\": {Quoted(value)},\n");

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Numbers(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
