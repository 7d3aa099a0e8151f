package io.muster.estate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.UUID;

/**
 * An attack path of one of two estates, or one that differs between them.
 *
 * @param severityBefore from 0 to 4, worse is higher; null where there is no such path
 * @param from           the path in the first estate as it is stored, with its steps; null where there is none
 * @param to             the same in the second
 */
public record AttackPathChange(
        UUID id,
        String entryArn,
        @Nullable Integer severityBefore,
        @Nullable Integer severityAfter,
        @Nullable JsonNode from,
        @Nullable JsonNode to) {}
