using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Referrals of one patient as a FHIR R4 collection: the request, its task, how far it has come, and the consents on which it was sent.</summary>
public static class ReferralBundle
{
    public static JsonObject Of(ChartSummary chart, IReadOnlyList<Referral> referrals, string practice) => FhirCollection.Of(
        referrals.SelectMany(referral => new[] { ReferralWriter.ServiceRequest(chart.Patient, referral), ReferralWriter.Task(chart.Patient, referral), ReferralWriter.Enrolment(chart.Patient, referral) }).OfType<JsonObject>()
            .Concat(chart.SharingConsents.Where(consent => referrals.Any(referral => referral.Consent == consent.Id)).Select(consent => ReferralWriter.Consent(chart.Patient, consent, practice))));
}
