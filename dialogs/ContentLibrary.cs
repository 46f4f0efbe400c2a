using System.Text.Json;
using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.CareNotes;
using CareBot.Care.CheckIns;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Outreach;
using CareBot.Care.Plans;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Care.ResourceDirectory;
using CareBot.Care.Safety;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.TakeAssessment;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>All content, read and cross-checked once at start. A fault names file, place and remedy, and stops the start.</summary>
public sealed record ContentLibrary
{
    public required Texts Texts { get; init; }

    public required Deck Deck { get; init; }

    public required PhraseBook Phrases { get; init; }

    public required NumberReader Numbers { get; init; }

    public required DateReader Dates { get; init; }

    public required ChoiceReader Choices { get; init; }

    public required CommandReader Commands { get; init; }

    public required CaseloadReader Caseload { get; init; }

    public required SpokenLanguage Spoken { get; init; }

    public required OwnWords OwnWords { get; init; }

    public required RedFlagListener Listener { get; init; }

    public required AlertLadder Ladder { get; init; }

    public required OutreachPolicy Outreach { get; init; }

    public required ReferralPolicy Referrals { get; init; }

    public required TimePolicy Time { get; init; }

    public required PlanNeeds Plan { get; init; }

    public required NeedVocabulary Needs { get; init; }

    public required Places Places { get; init; }

    public required VisitTypes Visits { get; init; }

    /// <summary>Which codes of a record mean what the rules of red flags ask for.</summary>
    public required HealthCodes Health { get; init; }

    /// <summary>By id.</summary>
    public required IReadOnlyDictionary<string, CheckInProtocol> Protocols { get; init; }

    public required ShippedInstruments Instruments { get; init; }

    /// <param name="root">The folder that holds <c>dialogs/</c> and <c>cards/</c>.</param>
    /// <exception cref="ContentException">Something cannot be meant.</exception>
    public static ContentLibrary Load(string root)
    {
        if (!Directory.Exists(Path.Combine(root, "dialogs")))
        {
            throw new ContentException($"{root}: holds no folder 'dialogs'; point CareBot:ContentRoot at the folder that holds dialogs/ and cards/");
        }

        RequiredContent.Check(root);
        var texts = Texts.Load(root);
        var numbers = NumberReader.Load(root);
        var instruments = InstrumentFiles.Load(root, texts);
        var protocols = LoadProtocols(root, texts);
        return new ContentLibrary
        {
            Texts = texts,
            Deck = Deck.Load(root, texts),
            Phrases = PhraseBook.Load(root),
            Numbers = numbers,
            Dates = DateReader.Load(root),
            Choices = ChoiceReader.Load(root, numbers),
            Commands = CommandReader.Load(root),
            Caseload = CaseloadReader.Load(root, instruments.All.Select(one => (one.Name, one.Interpretation?.Scores.Select(score => (decimal?)score.Highest).FirstOrDefault()))),
            Spoken = SpokenLanguage.Load(root),
            OwnWords = OwnWords.Of(texts, instruments.All, protocols.Values),
            Listener = new RedFlagListener(RedFlagLexicon.Load(Path.Combine(root, "dialogs", "GetHelpNow", "lexicon"))),
            Ladder = LoadLadder(root),
            Outreach = LoadPolicy(root),
            Referrals = LoadReferrals(root),
            Time = LoadTime(root),
            Plan = ReadPlan.PlanFiles.Load(root, texts, instruments),
            Needs = LoadNeeds(root, texts),
            Places = Places.Load(),
            Visits = LoadVisits(root, texts),
            Health = LoadHealth(root),
            Protocols = protocols,
            Instruments = instruments,
        };
    }

    /// <summary>The file of a protocol, beneath the root.</summary>
    public static string FileOf(string root, string protocol) => ProtocolsIn(root).First(one => one.Protocol.Id == protocol).File;

    /// <summary>Ids of the programmes and conditions that a chart may name, found without reading anything else.</summary>
    public static IEnumerable<string> ProgrammesOf(string root) => ProtocolsIn(root).Select(one => one.Protocol.Id).Concat(LoadHealth(root).Conditions.Keys);

    private static IEnumerable<(string File, CheckInProtocol Protocol)> ProtocolsIn(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "dialogs"), "*.protocol.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(root, path), CheckInProtocol.Load(File.ReadAllBytes(path), Path.GetRelativePath(root, path))));

    private static HealthCodes LoadHealth(string root) => HealthCodes.Load(Path.Combine(root, "dialogs", "GetHelpNow", "health-codes.json"));

    private static Dictionary<string, CheckInProtocol> LoadProtocols(string root, Texts texts)
    {
        var protocols = new Dictionary<string, CheckInProtocol>(StringComparer.Ordinal);
        foreach (var (file, protocol) in ProtocolsIn(root))
        {
            if (!protocols.TryAdd(protocol.Id, protocol))
            {
                throw new ContentException(file, "/id", $"'{protocol.Id}' is the id of another protocol too; give one of them another id");
            }

            if (protocol.TextKeys.FirstOrDefault(key => !texts.Has(key)) is { } missing)
            {
                throw new ContentException(file, "", $"needs the text '{missing}', which no texts file has; add it in every language");
            }
        }

        return protocols;
    }

    private static OutreachPolicy LoadPolicy(string root)
    {
        const string File = "dialogs/outreach-policy.json";
        return OutreachPolicy.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
    }

    private static ReferralPolicy LoadReferrals(string root)
    {
        const string File = "dialogs/ReferPatient/referral-policy.json";
        return ReferralPolicy.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
    }

    private static TimePolicy LoadTime(string root)
    {
        const string File = "dialogs/WriteNote/time-policy.json";
        return TimePolicy.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
    }

    private static NeedVocabulary LoadNeeds(string root, Texts texts)
    {
        const string File = "dialogs/FindResource/needs.json";
        var needs = NeedVocabulary.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
        return needs.Needs.FirstOrDefault(need => !texts.Has($"need.{need.Id}")) is { } missing
            ? throw new ContentException(File, "", $"needs the text 'need.{missing.Id}', which no texts file has; add it in every language")
            : needs;
    }

    private static VisitTypes LoadVisits(string root, Texts texts)
    {
        const string File = "dialogs/BookAppointment/visit-types.json";
        var visits = VisitTypes.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
        return visits.Types.SelectMany(type => type.Preparation).Concat(visits.Specialties.Select(one => $"specialty.{one.Id}")).Append($"specialty.{Specialty.Other}").FirstOrDefault(key => !texts.Has(key)) is { } missing
            ? throw new ContentException(File, "", $"needs the text '{missing}', which no texts file has; add it in every language")
            : visits;
    }

    private static AlertLadder LoadLadder(string root)
    {
        const string File = "dialogs/ReviewAlerts/alert-ladder.json";
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(Path.Combine(root, File)), CareJson.Default.AlertLadder)!.Checked(File);
        }
        catch (JsonException broken)
        {
            throw new ContentException(File, broken.Path ?? "", "cannot be read; write priorities p0 to p2 with minutes, clock and then, the priority of each zone, check, doubtMinutes, reopenHours and nurseMinutes");
        }
    }
}
