package io.muster.graphql;

import io.muster.inventory.change.ChangeFilter;
import io.muster.inventory.change.ChangeType;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("ChangeFilter")
@Description(
        "Which changes are meant. Fields are ANDed, the entries of a list are ORed; null filters nothing, an empty list"
                + " matches nothing.")
public class ChangeFilterInput {

    @Description("In one of these accounts.")
    public List<@NonNull String> accountIds;

    @Description("In one of these regions; `global` for account-wide resources.")
    public List<@NonNull String> regions;

    @Description("Of resources of one of these kinds.")
    public List<@NonNull ResourceKind> kinds;

    @Description("Of one of these types.")
    public List<@NonNull ChangeType> types;

    @Description("Of one of these resources, by ARN.")
    @Id
    public List<@NonNull String> resourceArns;

    @Description("Of one of these resources, by AWS's short id.")
    public List<@NonNull String> resourceIds;

    @Description("Of resources that have one of these tags now, or had it when they were deleted.")
    public List<@NonNull TagFilterInput> tags;

    @Description(
            "Changes of one of these fields, by the first name of its path, for example ingress, state, name or tags."
                    + " Creations and deletions are not among them.")
    public List<@NonNull String> fields;

    @Description("Seen by one of these scans.")
    @Id
    public List<@NonNull String> scanIds;

    @Description("Seen at this instant or later.")
    public Instant since;

    @Description("Seen before this instant.")
    public Instant until;

    static ChangeFilter toFilter(@Nullable ChangeFilterInput input) {
        return input == null
                ? new ChangeFilter(null, null, null, null, null, null, null, null, null, null, null)
                : input.toFilter();
    }

    private ChangeFilter toFilter() {
        return new ChangeFilter(
                accountIds,
                regions,
                kinds,
                types,
                resourceArns,
                resourceIds,
                tags == null ? null : tags.stream().map(TagFilterInput::toTag).toList(),
                fields,
                scanIds,
                since,
                until);
    }
}
