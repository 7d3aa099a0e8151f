package io.muster.rule.backup;

import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Wildcards;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupCondition;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupSelection;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Whether a plan of AWS Backup assigns a resource. By tags or by its service alone it assigns resources of types that are opted in; a type or
 * a resource that it names it assigns all the same.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html">Assigning resources</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources-json.html">Selection by service name and by
 *     resource type</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html">BackupSelection</a>
 */
final class BackupAssignment {

    private BackupAssignment() {}

    /** @param optedIn whether AWS Backup protects resources of the type */
    static Certainty of(BackupPlan plan, Resource<?> resource, Certainty optedIn) {
        return of(plan, selection -> of(selection, resource, optedIn));
    }

    /**
     * Whether it assigns a whole that the resource is part of, and so the resource.
     *
     * @param optedIn whether AWS Backup protects resources of the whole's type
     */
    static Certainty of(BackupPlan plan, BackupWhole whole, Resource<?> part, Certainty optedIn) {
        return of(plan, selection -> of(selection, whole, part, optedIn));
    }

    private static Certainty of(BackupPlan plan, Function<BackupSelection, Certainty> assigns) {
        if (plan.rules() == null || plan.selections() == null) {
            return Certainty.POSSIBLE;
        }
        return plan.rules().isEmpty()
                ? Certainty.NO
                : plan.selections().stream()
                        .map(selection -> isRead(selection) ? assigns.apply(selection) : Certainty.POSSIBLE)
                        .reduce(Certainty.NO, Certainty::or);
    }

    private static boolean isRead(BackupSelection selection) {
        return selection.resources() != null
                && selection.notResources() != null
                && selection.tags() != null
                && selection.conditions() != null;
    }

    private static Certainty of(BackupSelection selection, Resource<?> resource, Certainty optedIn) {
        if (matches(selection.notResources(), resource.arn())) {
            return Certainty.NO;
        }
        boolean named = matches(
                selection.resources().stream()
                        .filter(pattern -> pattern.contains(type(resource)))
                        .toList(),
                resource.arn());
        return chosen(
                        selection,
                        Certainty.certainly(matches(selection.resources(), resource.arn())),
                        TagMatches.any(Objects.requireNonNull(selection.tags()), resource))
                .and(conditions(selection.conditions(), resource))
                .and(named ? Certainty.YES : optedIn);
    }

    /** The tags of the whole are not known, nor is whether it takes a part that is left out by name. */
    private static Certainty of(BackupSelection selection, BackupWhole whole, Resource<?> part, Certainty optedIn) {
        if (matches(selection.notResources(), whole.arn())) {
            return Certainty.NO;
        }
        Certainty named = whole.namedBy(selection.resources());
        boolean isSure = selection.conditions().isEmpty() && !matches(selection.notResources(), part.arn());
        return chosen(
                        selection,
                        Certainty.certainly(matches(selection.resources(), whole.arn())),
                        selection.tags().isEmpty() ? Certainty.NO : whole.byTags())
                .and(named == Certainty.NO ? optedIn.and(Certainty.POSSIBLE) : named)
                .and(isSure ? Certainty.YES : Certainty.POSSIBLE);
    }

    /** As it stands in an ARN, for example {@code :volume/}. */
    private static String type(Resource<?> resource) {
        String arn = resource.arn();
        return arn.substring(arn.lastIndexOf(':'), arn.lastIndexOf('/') + 1);
    }

    /** Where a selection has both, AWS's pages differ on whether a resource needs both or one of them. */
    private static Certainty chosen(BackupSelection selection, Certainty byName, Certainty byTag) {
        if (selection.tags().isEmpty()) {
            return selection.resources().isEmpty() ? Certainty.YES : byName;
        }
        if (selection.resources().isEmpty() || byName == byTag) {
            return byTag;
        }
        return Certainty.POSSIBLE;
    }

    private static boolean matches(List<String> patterns, String arn) {
        return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, arn));
    }

    private static Certainty conditions(List<BackupCondition> conditions, Resource<?> resource) {
        if (conditions.isEmpty()) {
            return Certainty.YES;
        }
        return resource.tagsKnown()
                ? conditions.stream().map(one -> holds(one, resource)).reduce(Certainty.YES, Certainty::and)
                : Certainty.POSSIBLE;
    }

    private static Certainty holds(BackupCondition condition, Resource<?> resource) {
        if (condition.key() == null || condition.value() == null || condition.operator() == null) {
            return Certainty.POSSIBLE;
        }
        String value = resource.tags().get(TagMatches.key(condition.key()));
        boolean equal = condition.value().equals(value);
        boolean like = value != null && Wildcards.matches(condition.value(), value);
        return switch (condition.operator()) {
            case "StringEquals" -> Certainty.certainly(equal);
            case "StringNotEquals" -> negated(equal, value);
            case "StringLike" -> Certainty.certainly(like);
            case "StringNotLike" -> negated(like, value);
            default -> Certainty.POSSIBLE;
        };
    }

    /** AWS's pages differ on a resource without the tag: the conditions are as those of IAM, and look at tagged resources alone. */
    private static Certainty negated(boolean holds, @Nullable String value) {
        return value == null ? Certainty.POSSIBLE : Certainty.certainly(!holds);
    }
}
