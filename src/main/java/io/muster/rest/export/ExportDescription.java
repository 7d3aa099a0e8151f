package io.muster.rest.export;

import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.muster.finding.FindingStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Adds the filters of the export of findings, which its method reads from the address, to the OpenAPI document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ExportDescription implements OASFilter {

    private static final String PATH = "/api/v1/findings/export";
    private static final String TIME = ": ISO-8601, or milliseconds since 1970.";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Operation export = api.getPaths().getPathItem(PATH).getGET();
        Stream.concat(lists(), single()).forEach(export::addParameter);
    }

    private static Stream<Parameter> lists() {
        return Stream.of(
                list("id", "Findings with one of these ids.", text()),
                list("ruleId", "Findings of one of these rules.", text()),
                list("severity", "Findings of one of these severities.", component("Severity")),
                list("area", "Findings of one of these areas.", component("Area")),
                list("status", "Findings in one of these states.", statuses()),
                list("accountId", "Findings in one of these accounts.", text()),
                list("ouPath", "Findings in accounts of one of these units of the organization, or below.", text()),
                list("accountTag", "Findings in accounts with one of these tags: a key, or key=value.", text()),
                list("region", "Findings in one of these regions; global for account-wide resources.", text()),
                list("resourceKind", "Findings on resources of one of these kinds.", component("ResourceKind")),
                list("resourceArn", "Findings on one of these resources.", text()),
                list("resourceId", "Findings on resources with one of these ids.", text()),
                list("tag", "Findings on resources with one of these tags: a key, or key=value.", text()));
    }

    private static Stream<Parameter> single() {
        return Stream.of(
                query("severityAtLeast", "Findings of this severity or worse.", component("Severity")),
                query(
                        "search",
                        "Findings with this text in the message, in the rule's id or title, or in the resource's id or name.",
                        text()),
                query("firstSeenAfter", "Findings that were found first after this time" + TIME, text()),
                query("firstSeenBefore", "Findings that were found first before this time" + TIME, text()),
                query("openedAfter", "Findings that were opened, or reopened last, after this time" + TIME, text()),
                query("openedBefore", "Findings that were opened, or reopened last, before this time" + TIME, text()),
                query("framework", "Findings of rules that answer for a control of this framework.", text()),
                query("control", "Findings of rules that answer for this control.", text()));
    }

    private static Parameter list(String name, String description, Schema of) {
        return query(name, description, createSchema().addType(SchemaType.ARRAY).items(of));
    }

    private static Parameter query(String name, String description, Schema schema) {
        return createParameter()
                .in(Parameter.In.QUERY)
                .name(name)
                .description(description)
                .schema(schema);
    }

    private static Schema component(String name) {
        return createSchema().ref("#/components/schemas/" + name);
    }

    private static Schema statuses() {
        List<Object> names =
                Arrays.stream(FindingStatus.values()).<Object>map(Enum::name).toList();
        return text().enumeration(names);
    }

    private static Schema text() {
        return createSchema().addType(SchemaType.STRING);
    }
}
