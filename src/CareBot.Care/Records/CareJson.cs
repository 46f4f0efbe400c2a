using System.Text.Json.Serialization;
using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Barriers;
using CareBot.Care.CareNotes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Covering;
using CareBot.Care.Links;
using CareBot.Care.Mail;
using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Care.Referrals;

namespace CareBot.Care.Records;

/// <summary>The JSON of everything that is stored: one list, because the generator reads one declaration.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertEvent))]
[JsonSerializable(typeof(AlertLadder))]
[JsonSerializable(typeof(AnsweringPermission))]
[JsonSerializable(typeof(AppointmentEvent))]
[JsonSerializable(typeof(BarrierEvent))]
[JsonSerializable(typeof(CareMessage))]
[JsonSerializable(typeof(CareNote))]
[JsonSerializable(typeof(CareProvider))]
[JsonSerializable(typeof(ClaimLook))]
[JsonSerializable(typeof(AssessmentEvent))]
[JsonSerializable(typeof(AssessmentRecord))]
[JsonSerializable(typeof(CaseloadRow))]
[JsonSerializable(typeof(ChatLinkOpened))]
[JsonSerializable(typeof(EnrolmentEvent))]
[JsonSerializable(typeof(ChartSummary))]
[JsonSerializable(typeof(CoverEvent))]
[JsonSerializable(typeof(CheckInRecord))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(EmailEvent))]
[JsonSerializable(typeof(FamilyEvent))]
[JsonSerializable(typeof(FamilyLink))]
[JsonSerializable(typeof(HealthRecord))]
[JsonSerializable(typeof(ImportedVisit))]
[JsonSerializable(typeof(InvitedVisit))]
[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(OutreachAttempt))]
[JsonSerializable(typeof(OutreachPolicy))]
[JsonSerializable(typeof(KeptQuestionnaire))]
[JsonSerializable(typeof(PatientThresholds))]
[JsonSerializable(typeof(PauseEvent))]
[JsonSerializable(typeof(PlanEvent))]
[JsonSerializable(typeof(PlanNeeds))]
[JsonSerializable(typeof(Practice))]
[JsonSerializable(typeof(ReferralEvent))]
[JsonSerializable(typeof(ReferralPolicy))]
[JsonSerializable(typeof(ReferralRow))]
[JsonSerializable(typeof(SharingConsent))]
[JsonSerializable(typeof(Slot))]
[JsonSerializable(typeof(SnoozeEvent))]
[JsonSerializable(typeof(Staff))]
[JsonSerializable(typeof(StaffId))]
[JsonSerializable(typeof(TimePolicy))]
[JsonSerializable(typeof(VisitTypes))]
public sealed partial class CareJson : JsonSerializerContext;
