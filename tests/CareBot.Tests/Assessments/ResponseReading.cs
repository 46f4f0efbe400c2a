using Hl7.Fhir.Model;

namespace CareBot.Tests.Assessments;

/// <summary>Holds a response against the questionnaire that it answers, both as Firely reads them; none of our own reading of either is asked.</summary>
internal static class ResponseReading
{
    private const string AbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <returns>What does not fit, one sentence each.</returns>
    public static IEnumerable<string> Faults(Questionnaire asked, QuestionnaireResponse given) => (asked, given.Questionnaire) switch
    {
        // A file without an address or a version gets one when it is taken in.
        ({ Url: { } url, Version: { } version }, var answers) when answers != $"{url}|{version}" => [$"answers {answers}"],
        _ => Level(asked.Item, given.Item),
    };

    private static IEnumerable<string> Level(List<Questionnaire.ItemComponent> asked, List<QuestionnaireResponse.ItemComponent> given)
    {
        foreach (var item in given.Where(item => asked.All(one => one.LinkId != item.LinkId)))
        {
            yield return $"{item.LinkId} is not asked here";
        }

        foreach (var item in given.GroupBy(item => item.LinkId).Where(several => several.Count() > 1 && !Repeats(asked.Find(one => one.LinkId == several.Key))))
        {
            yield return $"{item.Key} stands here twice";
        }

        if (!given.Select(item => asked.FindIndex(one => one.LinkId == item.LinkId)).IsOrdered())
        {
            yield return "the items are not in the order of asking";
        }

        foreach (var item in asked)
        {
            var its = given.FindAll(one => one.LinkId == item.LinkId);
            // Whether a conditional item had to be asked is the walk's own test.
            if (its.Count == 0 && item.Required == true && item.EnableWhen.Count == 0)
            {
                yield return $"{item.LinkId} is required and not there";
            }

            // How often a group stands is counted here, how many answers an item has with the item.
            if (Repeats(item) && its.Count > Occurs(item, "max", int.MaxValue))
            {
                yield return $"{item.LinkId} stands here too often";
            }

            foreach (var fault in its.SelectMany(one => Item(item, one)))
            {
                yield return $"{item.LinkId}: {fault}";
            }
        }
    }

    private static IEnumerable<string> Item(Questionnaire.ItemComponent asked, QuestionnaireResponse.ItemComponent given)
    {
        if (given.Answer.Count > 1 && asked.Repeats != true)
        {
            yield return "has several answers and takes one";
        }

        if (given.Answer.Count > 0 && (given.Answer.Count < Occurs(asked, "min", 1) || given.Answer.Count > Occurs(asked, "max", int.MaxValue)))
        {
            yield return $"has {given.Answer.Count} answers, which is not as many as it takes";
        }

        if (given.Answer.Count == 0 && asked.Type is not (Questionnaire.QuestionnaireItemType.Group or Questionnaire.QuestionnaireItemType.Display) && given.GetExtension(AbsentReason) is null)
        {
            yield return "has neither an answer nor the reason why not";
        }

        foreach (var answer in given.Answer.Where(answer => !Fits(asked, answer.Value)))
        {
            yield return $"{answer.Value} does not fit";
        }

        foreach (var fault in Level(asked.Item, [.. given.Item, .. given.Answer.SelectMany(answer => answer.Item)]))
        {
            yield return fault;
        }
    }

    private static bool Fits(Questionnaire.ItemComponent asked, DataType? value) => (asked.Type, value) switch
    {
        // The codes of a contained value set are another resource's; that the code is one of them is the reader's own test.
        (Questionnaire.QuestionnaireItemType.Choice or Questionnaire.QuestionnaireItemType.OpenChoice, Coding) when asked.AnswerValueSet is not null => true,
        (Questionnaire.QuestionnaireItemType.Choice or Questionnaire.QuestionnaireItemType.OpenChoice, Coding coding) => asked.AnswerOption.Exists(option => option.Value is Coding one && one.System == coding.System && one.Code == coding.Code && one.Display == coding.Display),
        (Questionnaire.QuestionnaireItemType.Integer, Integer number) => asked.AnswerOption.Count == 0 || asked.AnswerOption.Exists(option => option.Value.Matches(number)),
        (Questionnaire.QuestionnaireItemType.Decimal, FhirDecimal) or (Questionnaire.QuestionnaireItemType.Boolean, FhirBoolean) or (Questionnaire.QuestionnaireItemType.Quantity, Quantity) => true,
        (Questionnaire.QuestionnaireItemType.Date, Date) or (Questionnaire.QuestionnaireItemType.DateTime, FhirDateTime) or (Questionnaire.QuestionnaireItemType.Time, Time) => true,
        (Questionnaire.QuestionnaireItemType.Choice or Questionnaire.QuestionnaireItemType.OpenChoice, FhirString words) => asked.AnswerOption.Exists(option => option.Value.Matches(words)) || asked.Type == Questionnaire.QuestionnaireItemType.OpenChoice,
        (Questionnaire.QuestionnaireItemType.Choice, Integer number) => asked.AnswerOption.Exists(option => option.Value.Matches(number)),
        (Questionnaire.QuestionnaireItemType.String or Questionnaire.QuestionnaireItemType.Text, FhirString) => true,
        _ => false,
    };

    private static bool Repeats(Questionnaire.ItemComponent? item) => item is { Type: Questionnaire.QuestionnaireItemType.Group, Repeats: true };

    private static int Occurs(Questionnaire.ItemComponent item, string bound, int otherwise) =>
        item.GetIntegerExtension($"http://hl7.org/fhir/StructureDefinition/questionnaire-{bound}Occurs") ?? otherwise;

    private static bool IsOrdered(this IEnumerable<int> numbers) => numbers.Zip(numbers.Skip(1)).All(pair => pair.First <= pair.Second);
}
