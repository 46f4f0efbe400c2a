using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>How long, and how often.</summary>
internal static class LengthMakings
{
    public static IReadOnlyDictionary<string, DateMaking> All { get; } = new Dictionary<string, DateMaking>
    {
        ["length"] = said => Of(said.Number("n") ?? 1, said.Text("unit") ?? "D"),
        ["lengthAndHalf"] = said => Of((said.Number("n") ?? 1) + 0.5m, said.Text("unit") ?? "D"),
        ["lengths"] = said => said.Any("a") is DateMeaning.Length a && said.Any("b") is DateMeaning.Length b ? new DateMeaning.Length([.. a.Parts, .. b.Parts]) : null,
        ["every"] = said => new DateMeaning.Said(Of(said.Number("n") ?? 1, said.Text("unit") ?? "D").Timexes),
        ["often"] = said => new DateMeaning.Said([said.Text("often")!]),
        ["everyDay"] = said => new DateMeaning.Said(said.Any("date")!.Timexes),
        ["everyDayAt"] = said => said.Clock() is { } clock ? new DateMeaning.Said([.. clock.Ways.Select(way => said.Day()?.Timex + way.Timex)]) : null,
        ["everyPart"] = said => new DateMeaning.Said([said.Day()?.Timex + "T" + said.Text("part")]),
        ["everyMonth"] = said => new DateMeaning.Said([$"XXXX-XX-{TimexText.Two(said.Int("day")!.Value)}"]),
    };

    /// <summary>A unit may be several of another: a fortnight is 2W.</summary>
    public static DateMeaning.Length Of(decimal amount, string unit)
    {
        var figures = unit.TakeWhile(char.IsAsciiDigit).Count();
        return new([(figures == 0 ? amount : amount * int.Parse(unit.AsSpan(0, figures), CultureInfo.InvariantCulture), unit[figures..])]);
    }
}
