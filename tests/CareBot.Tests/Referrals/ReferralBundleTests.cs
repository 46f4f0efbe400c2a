using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Referrals;
using CareBot.Tests.SpeakingFirst;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace CareBot.Tests.Referrals;

/// <summary>A patient's referrals as a bundle, read back by a FHIR library that knows R4.</summary>
public sealed class ReferralBundleTests
{
    private const string Profiles = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/";

    [Fact]
    public void Request_task_enrolment_and_consent_are_read_back_whole_under_the_profiles_of_the_guide()
    {
        var accepted = EnrolmentRules.Step(EnrolmentRules.Step(Cases.Sent, Cases.Now) with { State = ReferralState.Waitlisted }, Cases.Now.AddDays(1));
        var chart = People.Rosa with { Referrals = [accepted], SharingConsents = [Cases.Consent, Cases.Consent with { Id = "other" }] };
        var bundle = (Bundle)FhirJsonDeserializer.STRICT.DeserializeResource(ReferralBundle.Of(chart, chart.Referrals, "Lakeside").ToJsonString());
        Assert.Equal(["ServiceRequest", "Task", "Observation", "Consent"], bundle.Entry!.Select(entry => entry.Resource!.TypeName));
        Assert.Equal(
            [$"{Profiles}SDOHCC-ServiceRequest", $"{Profiles}SDOHCC-TaskForReferralManagement", $"{Profiles}SDOHCC-ObservationProgramEnrollmentStatus", $"{Profiles}SDOHCC-Consent"],
            bundle.Entry!.SelectMany(entry => entry.Resource!.Meta!.Profile!));
        var request = (ServiceRequest)bundle.Entry![0].Resource!;
        var task = (Hl7.Fhir.Model.Task)bundle.Entry![1].Resource!;
        Assert.Equal(($"ServiceRequest/{request.Id}", Hl7.Fhir.Model.Task.TaskStatus.OnHold), (task.Focus!.Reference, task.Status));
        Assert.Equal("Consent/c1", Assert.Single(request.SupportingInfo!).Reference);
        var enrolment = (Observation)bundle.Entry![2].Resource!;
        Assert.Equal("not-enrolled-on-waitlist", ((CodeableConcept)enrolment.Value!).Coding![0].Code);
        Assert.Equal(["referred", "waitlisted"], enrolment.Note!.Select(note => note.Text));
    }

    [Fact]
    public void What_was_never_sent_has_no_enrolment() =>
        Assert.Null(ReferralWriter.Enrolment(People.Rosa.Patient, Cases.Proposed));
}
