package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * The items of a listing that a call picks. A parameter picks the items whose member of its name has one of its values. An
 * unknown parameter is refused: an answer that ignored it would be wrong without notice.
 */
record Selection(Call call, Listings listings, Shape shape) {

    /**
     * Without effect here: no call changes the estate, owners see deprecated images, no connection has a password, and no
     * coverage is of another account or of anything but instances.
     */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("DryRun", "IncludeDeprecated", "HidePassword", "FilterCriteria", "filterCriteria");

    /** The caller's account as the owner, which is that of a resource that names none. */
    private static final String SELF = "self";

    /** The page that the call asks for; where it names ids, just those, at once. */
    Listing.Page<SdkPojo> page(Declared declared, int limit) {
        Listing<SdkPojo> all = listings.any(shape.type());
        List<String> ids = ids();
        return ids.isEmpty() ? all.page(Paging.start(call), limit, wanted()) : named(all, ids, declared);
    }

    private List<String> ids() {
        return call.request().sdkFields().stream()
                .map(SdkField::memberName)
                .filter(name -> name.endsWith("s")
                        && Shape.counterpart(name, shape.item()).equals(Optional.of(shape.id())))
                .flatMap(name -> call.texts(name).stream())
                .distinct()
                .toList();
    }

    private Listing.Page<SdkPojo> named(Listing<SdkPojo> all, List<String> ids, Declared declared) {
        Predicate<SdkPojo> wanted = wanted();
        List<Listing.Numbered<SdkPojo>> found = ids.stream()
                .map(id -> all.numbered(id).orElseThrow(() -> declared.unknown(id)))
                .filter(one -> wanted.test(one.resource()))
                .toList();
        return new Listing.Page<>(found, OptionalInt.empty());
    }

    private Predicate<SdkPojo> wanted() {
        List<Predicate<SdkPojo>> conditions = new ArrayList<>();
        for (SdkField<?> field : call.request().sdkFields()) {
            boolean given = !AnswerTree.absent(field.getValueOrDefault(call.request()));
            condition(field, given).ifPresent(conditions::add);
        }
        return item -> conditions.stream().allMatch(condition -> condition.test(item));
    }

    private Optional<Predicate<SdkPojo>> condition(SdkField<?> field, boolean given) {
        String name = field.memberName();
        return switch (name) {
            case "IncludeManagedResources" -> unless(call.flag(name), Selection::hidden);
            case "Versions" ->
                given
                        ? Optional.of(item -> isVersion((LaunchTemplateVersion) item, call.texts(name)))
                        : Optional.empty();
            case "IncludeDisabled" ->
                unless(call.flag(name), item -> Members.texts(item, "State").contains("disabled"));
            default ->
                given && !Paging.isParameter(name) && !WITHOUT_EFFECT.contains(name)
                        ? Optional.of(asked(field))
                        : Optional.empty();
        };
    }

    private Predicate<SdkPojo> asked(SdkField<?> field) {
        String name = field.memberName();
        List<String> values = call.texts(name);
        if (name.equals("PathPrefix")) {
            return item -> Members.text(item, "Path").orElse("").startsWith(values.get(0));
        } else if (name.equals("RestorableByUserIds")) {
            return item -> !values.contains("all") || restorableByAll(item);
        } else if (Members.items(field).isPresent()) {
            return Filters.of(call, field.getValueOrDefault(call.request()), shape.item());
        }
        String member = Shape.counterpart(name, shape.item())
                .filter(found -> Members.textual(field))
                .orElseThrow(
                        () -> call.refusals().invalid("The demo cloud does not know the parameter '" + name + "'"));
        return item -> {
            List<String> has = Members.texts(item, member);
            return values.stream()
                    .anyMatch(value -> value.equals(SELF)
                            ? has.isEmpty() || has.contains(call.accountId())
                            : has.stream().anyMatch(one -> same(one, value)));
        };
    }

    /** AWS takes an ARN where it takes an id, and the other way round. */
    private static boolean same(String one, String other) {
        return one.equals(other) || one.endsWith("/" + other) || other.endsWith("/" + one);
    }

    private static Optional<Predicate<SdkPojo>> unless(boolean included, Predicate<SdkPojo> dropped) {
        return included ? Optional.empty() : Optional.of(dropped.negate());
    }

    /** By its number, or as the default or the latest one of its launch template. */
    private boolean isVersion(LaunchTemplateVersion item, List<String> versions) {
        LongSummaryStatistics numbers = listings.of(LaunchTemplateVersion.class).all().stream()
                .filter(other -> Objects.equals(other.launchTemplateId(), item.launchTemplateId()))
                .mapToLong(LaunchTemplateVersion::versionNumber)
                .summaryStatistics();
        return versions.stream().anyMatch(version -> switch (version) {
            case "$Default" -> Boolean.TRUE.equals(item.defaultVersion());
            case "$Latest" -> item.versionNumber() == numbers.getMax();
            default -> version.equals(item.versionNumber().toString());
        });
    }

    /** Since April 2026 EC2 leaves resources that a service manages out of answers unless they are asked for. */
    private static boolean hidden(SdkPojo item) {
        return Members.value(item, "Operator")
                .flatMap(operator -> Members.value((SdkPojo) operator, "HiddenByDefault"))
                .equals(Optional.of(true));
    }

    private boolean restorableByAll(SdkPojo snapshot) {
        return listings.of(DescribeSnapshotAttributeResponse.class).find(shape.idOf(snapshot)).stream()
                .flatMap(attribute -> attribute.createVolumePermissions().stream())
                .map(CreateVolumePermission::groupAsString)
                .anyMatch("all"::equals);
    }
}
