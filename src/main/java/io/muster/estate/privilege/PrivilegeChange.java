package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.Set;

/**
 * How the privileges of a role differ between two estates.
 *
 * @param adminBefore YES, NO or UNKNOWN: whether it is an administrator in the first
 * @param gained      what stored privileges list and the second estate alone has, by the names of the lists
 * @param lost        what the first alone has
 * @param missing     what is not known of the second, and is of the first
 */
public record PrivilegeChange(
        Resource<Role> role,
        String adminBefore,
        String adminAfter,
        ObjectNode gained,
        ObjectNode lost,
        Set<String> missing) {}
