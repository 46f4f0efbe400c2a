using System.Text.RegularExpressions;
using CareBot.Care.Content;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Verbs;

/// <summary>A practice and its staff, as a file of whoever runs the program says them.</summary>
/// <param name="Practice">When it works, whom it calls.</param>
/// <param name="Staff">Those who speak with the bot in Teams.</param>
internal sealed partial record PracticeFile(Practice Practice, IReadOnlyList<Staff> Staff)
{
    private const string Zone = "write a time zone of the IANA list: America/Chicago";

    /// <exception cref="ContentException">Something cannot be meant; names the place and the remedy.</exception>
    public static PracticeFile Load(ReadOnlyMemory<byte> json, string file) => ContentNode.Load(json, file, root =>
    {
        var staff = root.Required("staff", "write a list of those who speak with the bot in Teams").Named("id", Member, one => one.Id.Value);
        if (staff.GroupBy(one => one.EntraObjectId, StringComparer.OrdinalIgnoreCase).FirstOrDefault(some => some.Count() > 1) is { } twice)
        {
            throw root.Required("staff", "").Broken($"{string.Join(" and ", twice.Select(one => one.Id))} have one entraObjectId; give each their own");
        }

        var practice = root.Required("practice", "write an object with name, timeZone, opens, closes and nurseLine").Members(node => ReadPractice(node, staff));
        return new PracticeFile(practice, staff);
    });

    private static Practice ReadPractice(ContentNode node, IReadOnlyList<Staff> staff)
    {
        var practice = new Practice
        {
            Name = node.Required("name", "write what patients call the practice").Text(),
            Language = node.Optional("language") is { } language ? Language(language) : Languages.English,
            TimeZone = node.Required("timeZone", Zone) is var zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone.Text(), out var known) && known.HasIanaId ? zone.Text() : throw zone.Broken(Zone),
            Opens = node.Required("opens", "write when it opens on working days: 08:00").Time(),
            Closes = node.Required("closes", "write when it closes on working days: 17:00").Time(),
            Holidays = node.Optional("holidays")?.Items(day => day.Date()) ?? [],
            NurseLine = node.Required("nurseLine", "write the number that patients may call, as a person would dial it").Text(),
            OnCall = node.Required("onCall", "write ids of staff who get an emergency besides the coordinator, in order").List(one => Of(one, staff)),
            Lead = node.Optional("lead") is { } lead ? Of(lead, staff) : null,
            PhoneTree = node.Optional("phoneTree")?.Items(contact => contact.Members(one => new PhoneContact(
                one.Required("name", "write who answers there").Text(), one.Required("phone", "write the number as a person would dial it").Text()))) ?? [],
        };
        return practice.Opens < practice.Closes ? practice : throw node.Required("closes", "").Broken("write a time after opens");
    }

    private static Staff Member(ContentNode node)
    {
        var id = node.Required("id", "write a short name, such as maria");
        return new Staff
        {
            Id = ShortName().IsMatch(id.Text()) ? new StaffId(id.Text()) : throw id.Broken("write up to 40 small letters, digits and dashes, a letter first"),
            Name = new PersonName(node.Required("given", "write the given name").Text(), node.Required("family", "write the family name").Text()),
            EntraObjectId = node.Required("entraObjectId", "write the object id of the person in Entra, as Teams sends it") is var entra && Guid.TryParseExact(entra.Text(), "D", out _)
                ? entra.Text() : throw entra.Broken("write the object id of the person in Entra: 22222222-2222-2222-2222-222222222201"),
            Position = node.Required("position", "write what the practice calls it, such as care coordinator").Text(),
            Language = node.Optional("language") is { } language ? Language(language) : Languages.English,
        };
    }

    private static string Language(ContentNode node) => Languages.All.Contains(node.Text()) ? node.Text() : throw node.Broken($"write one of {string.Join(", ", Languages.All)}");

    private static StaffId Of(ContentNode node, IReadOnlyList<Staff> staff) =>
        staff.Any(one => one.Id.Value == node.Text()) ? new StaffId(node.Text()) : throw node.Broken($"write the id of somebody in staff: {string.Join(", ", staff.Select(one => one.Id))}");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex ShortName();
}
