using CareBot.Care.Exchange.Fhir;

namespace CareBot.Care.Assessments;

/// <summary>A questionnaire and what its answers mean; an imported one may come without a meaning.</summary>
public sealed record Instrument(Questionnaire Questionnaire, Interpretation? Interpretation)
{
    public string Name => Questionnaire.Name;

    /// <summary>Which of its items are asked; its FHIRPath is read where it has any.</summary>
    public QuestionnaireFlow Flow => _flow is { } flow && ReferenceEquals(flow.Questionnaire, Questionnaire) ? flow : _flow = Questionnaire.All.Any(item => item.EnableExpression is not null)
        ? new QuestionnaireFlow(Questionnaire, FhirPathReader.For(Questionnaire).IsTrue)
        : new QuestionnaireFlow(Questionnaire);

    /// <summary>About what an item must not be asked of just anybody: violence or suicide; null for most.</summary>
    public string? Sensitive(string linkId)
    {
        if (Interpretation is not { Sensitive: { Count: > 0 } sensitive })
        {
            return null;
        }

        var original = Questionnaire.Repeated is null ? linkId : Questionnaire.Find(linkId)?.Original;
        for (var i = 0; i < sensitive.Count; i++)
        {
            if (sensitive[i].LinkId == original)
            {
                return sensitive[i].About;
            }
        }

        return null;
    }

    /// <summary>Somebody may answer it in the patient's place.</summary>
    public bool MayBeAnsweredByOthers => Interpretation is null or { OwnReportOnly: false };

    private QuestionnaireFlow? _flow;
}
