package io.muster.estate.change;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The resources that differ after proposed changes.
 *
 * @param before by ARN, as they were
 * @param put    the new and changed resources
 * @param gone   the ARNs of those that are not there any more
 * @param unread the ARNs of those whose content will not be known before the changes are made
 * @param kinds  the kinds of all of them
 */
public record Edited(
        Map<String, Resource<?>> before,
        List<Resource<?>> put,
        Set<String> gone,
        Map<ResourceKind, Set<String>> unread,
        Set<ResourceKind> kinds) {

    /**
     * The estate with the edits, as far as they are about its resources.
     *
     * @throws MusterException if the inventory changed since the edits were made
     */
    public Estate of(Estate other) {
        before.values().stream()
                .filter(known -> concerns(other, known))
                .filter(known -> !other.storedArn(known.attributes().getClass(), known.arn())
                        .equals(Optional.of(known)))
                .findFirst()
                .ifPresent(known -> {
                    throw new MusterException(
                            ErrorCode.UNAVAILABLE, known.arn() + " was read anew meanwhile: make the call again");
                });
        return other.with(put.stream().filter(one -> concerns(other, one)).toList(), gone, unread);
    }

    private static boolean concerns(Estate other, Resource<?> resource) {
        return other.holds(resource.kind())
                && (resource.kind().global()
                        || other.scope().isGlobal()
                        || other.scope().region().equals(resource.scope().region()));
    }
}
