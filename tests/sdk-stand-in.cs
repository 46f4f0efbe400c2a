#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
// Writes a project with every type and member of a listing of the Bot Framework SDK, so that the other side of the switch is compiled where
// no package source carries the SDK (docs/decisions/0001). FOLDER lies in the repository, where the versions of packages are pinned.
//   dotnet run tests/sdk-stand-in.cs -- LISTING MIRROR.dll FOLDER
//   dotnet build src/CareBot -p:BotSdk=Microsoft -p:BotSdkStandIn=FOLDER/StandIn.csproj --artifacts-path ELSEWHERE
// A listing has names and signatures. What it leaves out (what is static, virtual, abstract or protected, base types, constraints, the names of
// parameters) is the mirror's word where the mirror has the member; where it has not, the member is public and no more.
using System.Reflection;
using System.Runtime.CompilerServices;

if (args.Length != 3 || !File.Exists(args[0]) || !File.Exists(args[1]))
{
    Console.Error.WriteLine("usage: dotnet run tests/sdk-stand-in.cs -- LISTING MIRROR.dll FOLDER, where the first two are files.");
    return 2;
}

var listing = Listing.Read(args[0]);
var folder = Directory.CreateDirectory(args[2]).FullName;
File.WriteAllLines(Path.Combine(folder, "StandIn.cs"), new StandIn(listing, new Mirror(args[1])).Lines());
File.WriteAllText(Path.Combine(folder, "StandIn.csproj"), StandIn.Project);
Console.WriteLine($"{listing.Kinds.Count} types with {listing.Members.Values.Sum(members => members.Count)} members in {folder}");
return 0;

/// <summary>Each type with its kind, and its members as they are listed.</summary>
internal sealed record Listing(Dictionary<string, string> Kinds, Dictionary<string, List<string>> Members)
{
    private static readonly string[] EveryKind = ["class", "static class", "interface", "enum", "delegate"];

    public static Listing Read(string file)
    {
        var lines = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').ToLookup(line => EveryKind.Contains(After(line)));
        var kinds = lines[true].ToDictionary(line => line[..^(After(line).Length + 3)], After, StringComparer.Ordinal);
        var members = kinds.Keys.ToDictionary(type => type, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var line in lines[false])
        {
            var owner = kinds.Keys.Where(type => Owns(type, line)).MaxBy(type => type.Length) ?? throw new InvalidDataException($"{file}: no type has '{line}'.");
            members[owner].Add(line[(owner.Length + 1)..]);
        }

        return new(kinds, members);
    }

    /// <summary>The type around a nested one.</summary>
    public string? Around(string type) => Kinds.Keys.Where(other => Owns(other, type)).MaxBy(other => other.Length);

    /// <summary>The parts between the commas before which all brackets are closed.</summary>
    public static List<string> Split(string list)
    {
        var ends = Enumerable.Range(0, list.Length).Where(at => list[at] == ',' && list[..at].Count(letter => letter == '<') == list[..at].Count(letter => letter == '>'));
        int[] cuts = [-1, .. ends, list.Length];
        return list.Length == 0 ? [] : [.. cuts.Zip(cuts.Skip(1), (from, to) => list[(from + 1)..to].Trim())];
    }

    public static string After(string line) => line[(line.LastIndexOf(" : ", StringComparison.Ordinal) + 3)..];
    private static bool Owns(string type, string line) => line.StartsWith(type + ".", StringComparison.Ordinal);
}

/// <summary>The mirror's types and members by the line that a listing has for them.</summary>
internal sealed class Mirror(string file)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly Dictionary<string, MemberInfo> _known =
        (from type in Assembly.LoadFrom(Path.GetFullPath(file)).GetExportedTypes()
         from member in type.GetMembers(Declared).Append(type)
         select (Line: member is Type one ? Name(one) : $"{Name(type)}.{Line(member)}", Member: member))
        .DistinctBy(known => known.Line).ToDictionary(known => known.Line, known => known.Member, StringComparer.Ordinal);

    public Type? Known(string name) => _known.GetValueOrDefault(name) as Type;
    public MemberInfo? Member(string owner, string line) => _known.GetValueOrDefault($"{owner}.{line}");

    public static string Name(Type type) => type switch
    {
        { IsByRef: true } => "ref " + Name(type.GetElementType()!),
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericParameter: true } => type.Name,
        { IsGenericType: true } => $"{Own(type).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => Own(type),
    };

    private static string Own(Type type) => type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"ctor({Parameters(made)})",
        MethodInfo { IsGenericMethod: true } method => $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(Name))}>({Parameters(method)}) : {Name(method.ReturnType)}",
        MethodInfo method => $"{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
        PropertyInfo property => $"{property.Name} : {Name(property.PropertyType)}",
        FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
        _ => member.Name,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(one => Name(one.ParameterType) + (one.IsOptional ? "?" : "")));
}

/// <summary>The text of the project.</summary>
internal sealed class StandIn(Listing listing, Mirror mirror)
{
    public const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
            <Nullable>disable</Nullable>
            <WarningLevel>0</WarningLevel>
            <RunAnalyzers>false</RunAnalyzers>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="StandIn.cs" />
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            <PackageReference Include="Microsoft.Rest.ClientRuntime" />
            <PackageReference Include="Newtonsoft.Json" />
          </ItemGroup>
        </Project>
        """;
    private const string Usings = """
        using System.Collections.Concurrent; using System.Collections.Immutable; using System.Globalization; using System.Net.WebSockets; using System.Security.Claims;
        using System.Security.Cryptography.X509Certificates; using System.Text; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Logging;
        using Microsoft.Rest; using Microsoft.Rest.TransientFaultHandling; using Newtonsoft.Json; using Newtonsoft.Json.Linq;
        """;
    // Of other packages: the listing mentions them, CareBot does not.
    private const string Mentioned = "AdaptiveCard ConfigurationManager<T> DisconnectedEventArgs IConfidentialClientApplication IDocumentRetriever "
        + "ReceiveRequest ReceiveResponse RequestHandler StreamingConnection StreamingRequest StreamingResponse TokenValidationParameters";
    // Where the SDK has the types that CareBot names, from its documentation. Any other type must be said here before it is used.
    private static readonly Dictionary<string, string> Spaces = new()
    {
        ["Microsoft.Bot.Builder"] = "BotAdapter BotCallbackHandler CloudAdapterBase ConversationState IBot IMiddleware IStatePropertyAccessor IStorage ITurnContext "
            + "InvokeResponse MessageFactory NextDelegate TurnContext",
        ["Microsoft.Bot.Builder.Adapters"] = "TestAdapter",
        ["Microsoft.Bot.Builder.Dialogs"] = "Dialog DialogContext DialogInstance DialogReason DialogSet DialogState DialogTurnResult DialogTurnStatus",
        ["Microsoft.Bot.Builder.Integration.AspNet.Core"] = "CloudAdapter ConfigurationBotFrameworkAuthentication IBotFrameworkHttpAdapter",
        ["Microsoft.Bot.Builder.Teams"] = "TeamsActivityHandler",
        ["Microsoft.Bot.Connector"] = "Channels",
        ["Microsoft.Bot.Connector.Authentication"] = "AuthenticationConstants BotFrameworkAuthentication",
        ["Microsoft.Bot.Schema"] = "ActionTypes Activity ActivityTypes ActivityTypesEx AdaptiveCardInvokeResponse AdaptiveCardInvokeValue Attachment CardAction "
            + "ChannelAccount ConversationAccount ConversationReference DeliveryModes ErrorResponseException HeroCard IConversationUpdateActivity IEventActivity "
            + "IInstallationUpdateActivity IInvokeActivity IMessageActivity IMessageUpdateActivity InputHints ResourceResponse RoleTypes SuggestedActions TextFormatTypes",
        ["Microsoft.Bot.Schema.Teams"] = "MessagingExtensionAction MessagingExtensionActionResponse MessagingExtensionAttachment MessagingExtensionQuery "
            + "MessagingExtensionResponse MessagingExtensionResult TaskModuleContinueResponse TaskModuleMessageResponse TaskModuleRequest TaskModuleResponse "
            + "TaskModuleResponseBase TaskModuleTaskInfo",
    };
    private static readonly Dictionary<string, string> SpaceOf = Spaces.SelectMany(space => space.Value.Split(' ').Select(type => (type, space.Key))).ToDictionary();
    private readonly List<string> _lines = [];

    public List<string> Lines()
    {
        var mentioned = string.Join(' ', Mentioned.Split(' ').Select(type => $"public class {type} {{ }}"));
        _lines.AddRange([Usings, $"namespace Microsoft.Bot {{ public sealed class Unlisted {{ internal Unlisted() {{ }} }} {mentioned} }}"]);
        foreach (var types in listing.Kinds.Keys.Where(type => listing.Around(type) is null).GroupBy(type => SpaceOf.GetValueOrDefault(Bare(type), Spaces.Keys.First())))
        {
            _lines.Add($"namespace {types.Key} {{ {string.Concat(Spaces.Keys.Select(space => $"using {space}; "))}");
            foreach (var type in types)
            {
                // A type that CareBot names without its namespace being known here warns, which is an error there.
                _lines.Add(SpaceOf.ContainsKey(Bare(type)) ? "" : "[Obsolete(\"Say in tests/sdk-stand-in.cs in which namespace the SDK has this type.\")]");
                Write(type, type);
            }

            _lines.Add("}");
        }

        return _lines;
    }

    private static string Bare(string type) => type.Split('<')[0];
    private void Write(string type, string name)
    {
        var (kind, members, known) = (listing.Kinds[type], listing.Members[type], mirror.Known(type));
        if (kind == "enum")
            _lines.Add($"public enum {name} {{ {string.Join(", ", members.Select(line => line.Split(' ')[0]))} }}");
        else if (kind == "delegate")
            _lines.AddRange(members.Where(line => line.StartsWith("Invoke(", StringComparison.Ordinal))
                .Select(line => $"public delegate {Signature(line, name, mirror.Member(type, line) as MethodInfo)};"));
        else
        {
            var interfaces = known?.GetInterfaces().Where(one => IsListed(one) || one == typeof(IDisposable)) ?? [];
            var bases = string.Join(", ", interfaces.Prepend(known is null ? null : Base(known)).OfType<Type>().Select(Mirror.Name));
            _lines.Add($"public {(kind == "class" && known is { IsAbstract: true } ? "abstract " : "")}{kind} {name}{(bases.Length > 0 ? " : " : "")}{bases}{Constraints(known?.GetGenericArguments())} {{");
            // What derives from it here may not be able to say how it is made.
            _lines.Add(kind == "class" ? $"internal {Bare(name)}(Unlisted none){BaseCall(known)} {{ }}" : "");
            foreach (var nested in listing.Kinds.Keys.Where(other => listing.Around(other) == type))
                Write(nested, nested[(type.Length + 1)..]);
            _lines.AddRange(members.Select(line => Member(kind, type, name, line)).Append("}"));
        }
    }

    private bool IsListed(Type type) => listing.Kinds.ContainsKey(Mirror.Name(type.IsGenericType ? type.GetGenericTypeDefinition() : type));
    private static Type? Base(Type type) => type.BaseType is { IsVisible: false } hidden ? Base(hidden) : type.BaseType == typeof(object) ? null : type.BaseType;
    private string BaseCall(Type? type) => type is not null && Base(type) is { } one && IsListed(one) ? " : base((Unlisted)null)" : "";

    private string Member(string kind, string type, string name, string line)
    {
        var (known, returns) = (mirror.Member(type, line), Listing.After(line));
        if (line.StartsWith("ctor(", StringComparison.Ordinal))
            return $"{Access(known as MethodBase)}{Bare(name)}({Parameters(line, known as MethodBase)}){BaseCall(mirror.Known(type))} {{ }}";
        if (known is FieldInfo field)
            return $"{(field.IsFamily ? "protected" : "public")} {(field.IsLiteral ? "const" : field.IsStatic ? "static" : "")} {returns} {line.Split(' ')[0]}{(field.IsLiteral ? $" = \"{field.GetRawConstantValue()}\"" : "")};";
        var method = known as MethodInfo ?? (known as PropertyInfo)?.GetMethod ?? (known as PropertyInfo)?.SetMethod;
        var manner = kind == "interface" ? "" : Access(method) + Manner(method, kind);
        var isOpen = kind == "interface" || manner.Contains("abstract", StringComparison.Ordinal);
        if (!line.Contains('('))
            return $"{manner}{returns} {line.Split(' ')[0]} {{ get; {Set(known as PropertyInfo)} }}";
        var constraints = manner.Contains("override", StringComparison.Ordinal) ? "" : Constraints(method?.GetGenericArguments());
        return $"{manner}{Signature(line, line[..line.IndexOf('(')], method)}{constraints}{(isOpen ? "" : " => throw null")};";
    }

    private static string Set(PropertyInfo? known) => known switch
    {
        { SetMethod: null or { IsPrivate: true } or { IsAssembly: true } } => "",
        { GetMethod.IsPublic: true, SetMethod.IsPublic: false } => "protected set;",
        _ => "set;",
    };

    private static string Access(MethodBase? known) => known is { IsPublic: false } ? "protected " : "public ";
    private static string Manner(MethodInfo? known, string kind) => known switch
    {
        null => kind == "static class" ? "static " : "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when known.GetBaseDefinition().DeclaringType != known.DeclaringType => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Signature(string line, string name, MethodInfo? known) =>
        $"{Listing.After(line).Replace("Void", "void", StringComparison.Ordinal)} {name}({(known?.IsDefined(typeof(ExtensionAttribute)) == true ? "this " : "")}{Parameters(line, known)})";

    private static string Parameters(string line, MethodBase? known)
    {
        var types = Listing.Split(line[(line.IndexOf('(') + 1)..line.LastIndexOf(')')]);
        return string.Join(", ", types.Select((type, at) =>
        {
            var one = known?.GetParameters()[at];
            var isRest = one?.IsDefined(typeof(ParamArrayAttribute)) ?? (at > 0 && at == types.Count - 1 && type.EndsWith(']') && types[at - 1].EndsWith('?'));
            return $"{(isRest ? "params " : "")}{type.TrimEnd('?').Replace("ref ", "out ", StringComparison.Ordinal)} @{one?.Name ?? $"p{at}"}{(type.EndsWith('?') ? " = default" : "")}";
        }));
    }

    private static string Constraints(Type[]? arguments) => string.Concat((arguments ?? []).Select(one =>
    {
        var flags = one.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var kind = isStruct ? "struct" : flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : null;
        var made = flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? "new()" : null;
        var parts = one.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Mirror.Name).Prepend(kind).Append(made).OfType<string>().ToList();
        return parts.Count > 0 ? $" where {one.Name} : {string.Join(", ", parts)}" : "";
    }));
}
