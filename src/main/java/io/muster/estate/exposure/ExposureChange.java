package io.muster.estate.exposure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import java.util.List;

/**
 * How the exposure of an instance or a network interface differs between two estates.
 *
 * @param opened the ports that the internet reaches in the second alone, as {@code ports} of a stored exposure
 * @param closed those that it reaches in the first alone
 * @param from   the exposure in the first estate, as it is stored, with the path or the hop that blocks
 * @param to     the same of the second
 */
public record ExposureChange(
        Resource<?> resource,
        Reachable before,
        Reachable after,
        List<ObjectNode> opened,
        List<ObjectNode> closed,
        ObjectNode from,
        ObjectNode to) {}
