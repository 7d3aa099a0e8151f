package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.Set;

/**
 * How the privileges of a role differ between two estates.
 *
 * @param adminBefore YES, NO or UNKNOWN: whether it is an administrator in the first
 * @param gained      the entries of stored privileges that the second estate alone has, by the names of the lists
 * @param lost        the entries that the first alone has
 * @param missing     the entries that are known of the first, and not of the second
 */
public record PrivilegeChange(
        Resource<Role> role,
        String adminBefore,
        String adminAfter,
        ObjectNode gained,
        ObjectNode lost,
        Set<String> missing) {}
