using System.Text.Json;
using CareBot.Care.Content;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>The kinds of visits: how long, how to prepare, when to remind. Content: <c>visit-types.json</c>.</summary>
public sealed record VisitTypes
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    /// <summary>Within how many days after a discharge a visit has to be, by how soon it is wanted.</summary>
    public required IReadOnlyList<int> DischargeDays { get; init; }

    /// <summary>After how many days without a visit a waiting patient has waited too long.</summary>
    public required int WaitDays { get; init; }

    /// <summary>For how many days after a visit the patient is asked whether they went.</summary>
    public required int RecallDays { get; init; }

    /// <summary>For how many days after a visit that they missed they are asked why.</summary>
    public required int AskWhyDays { get; init; }

    /// <summary>For how many days a visit that is over stays in the summary of the chart, where it is spoken of; its entries stay for good.</summary>
    public required int KeepDays { get; init; }

    public required IReadOnlyList<VisitType> Types { get; init; }

    /// <summary>What family who look after the visits are told: <c>news</c> of a time that was agreed, <c>off</c> of one that was called off, and reminders by their names.</summary>
    public IReadOnlyList<string> TellFamily { get; init; } = [];

    /// <summary>The specialties that patients have a name for.</summary>
    public IReadOnlyList<Specialty> Specialties { get; init; } = [];

    /// <summary>The specialty that one of these codes or words names; <c>other</c> where none does.</summary>
    public Specialty SpecialtyOf(IEnumerable<string> codes) =>
        codes.Select(code => Specialties.FirstOrDefault(one => one.Id == code || one.Codes.Contains(code))).FirstOrDefault(one => one is not null) ?? new Specialty(Specialty.Other, Types[0].Id, []);

    public VisitType Of(string id) => Types.FirstOrDefault(type => type.Id == id) ?? Types[0];

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static VisitTypes Load(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var types = JsonSerializer.Deserialize(json, CareJson.Default.VisitTypes) ?? throw new JsonException();
            return types.Types.Count == 0 ? throw new ContentException(file, "/types", "is empty; write at least one kind of visit")
                : types.Types.FirstOrDefault(type => type.Minutes <= 0) is { } none ? throw new ContentException(file, $"/types/{none.Id}/minutes", "is no length; write minutes above 0")
                : types.Specialties.FirstOrDefault(one => types.Types.All(type => type.Id != one.VisitType)) is { } lost ? throw new ContentException(file, $"/specialties/{lost.Id}/visitType", $"is '{lost.VisitType}', which is no kind of visit here; write the id of one under types")
                : types.RecallDays <= 0 || types.AskWhyDays <= 0 ? throw new ContentException(file, types.RecallDays <= 0 ? "/recallDays" : "/askWhyDays", "is no number of days; write for how many days after a visit the patient is asked about it, above 0")
                : types.KeepDays <= types.DischargeDays.Append(types.RecallDays).Append(types.AskWhyDays).Max() ? throw new ContentException(file, "/keepDays", "is so short that visits are forgotten while they are asked about; write more days than dischargeDays, recallDays and askWhyDays name")
                : types.TellFamily.FirstOrDefault(name => name is not (VisitReminders.News or FamilyVisits.Off) && types.Types.All(type => type.Reminders.All(one => one.Name != name))) is { } strange
                    ? throw new ContentException(file, "/tellFamily", $"is '{strange}', which is never said; write {VisitReminders.News}, {FamilyVisits.Off} or the name of a reminder")
                : types;
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "cannot be read; write types with id, minutes, preparation and reminders");
        }
    }
}

/// <summary>One kind of visit.</summary>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Preparation">Text keys of what to do before.</param>
/// <param name="Reminders">When to remind of it.</param>
/// <param name="RecallAt">The local time on the next day at which it is asked how it went.</param>
/// <param name="NeedsRide">Nobody drives home from it by themselves: the question about a ride says so.</param>
public sealed record VisitType(string Id, int Minutes, IReadOnlyList<string> Preparation, IReadOnlyList<VisitReminderTime> Reminders, TimeOnly RecallAt, bool NeedsRide = false);

/// <summary>What a doctor is for; the text <c>specialty.&lt;id&gt;</c> says what patients call them.</summary>
/// <param name="VisitType">The kind of visit that is usual there.</param>
/// <param name="Codes">What other systems call it: SNOMED CT, NUCC.</param>
public sealed record Specialty(string Id, string VisitType, IReadOnlyList<string> Codes)
{
    public const string Other = "other";
}

/// <summary>A reminder.</summary>
/// <param name="Name">By this name the chart remembers that it was said.</param>
/// <param name="DaysBefore">On which day of the patient's calendar.</param>
/// <param name="At">At which local time.</param>
public sealed record VisitReminderTime(string Name, int DaysBefore, TimeOnly At);
