namespace CareBot.Care.Assessments;

/// <summary>The extensions that are read and written, by the names that HL7 gives them.</summary>
internal static class FhirUrls
{
    private const string Core = "http://hl7.org/fhir/StructureDefinition/";
    private const string Sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";

    public const string Translation = Core + "translation";
    public const string OrdinalValue = Core + "ordinalValue";
    public const string ItemWeight = Core + "itemWeight";
    public const string OptionExclusive = Core + "questionnaire-optionExclusive";
    public const string Hidden = Core + "questionnaire-hidden";
    public const string ItemControl = Core + "questionnaire-itemControl";
    public const string Unit = Core + "questionnaire-unit";
    public const string UnitOption = Core + "questionnaire-unitOption";
    public const string MinValue = Core + "minValue";
    public const string MaxValue = Core + "maxValue";
    public const string MinOccurs = Core + "questionnaire-minOccurs";
    public const string MaxOccurs = Core + "questionnaire-maxOccurs";
    public const string Variable = Core + "variable";
    public const string AbsentReason = Core + "data-absent-reason";
    public const string ShortText = Sdc + "sdc-questionnaire-shortText";
    public const string Calculated = Sdc + "sdc-questionnaire-calculatedExpression";
    public const string EnableExpression = Sdc + "sdc-questionnaire-enableWhenExpression";
}
