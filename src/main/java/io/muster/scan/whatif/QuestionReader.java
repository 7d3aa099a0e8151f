package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.MusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a question. */
final class QuestionReader {

    /** How many changes one question may hold; a plan, how many resources. */
    static final int MOST_CHANGES = 1_000;

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private QuestionReader() {}

    static Question read(JsonNode body) {
        Fields fields = new Fields(body, "");
        String accountId = fields.text("accountId");
        if (!ACCOUNT.matcher(accountId).matches()) {
            throw fields.bad("accountId", "must have 12 digits");
        }
        String region = fields.textOrNull("region");
        JsonNode changes = fields.node("changes");
        JsonNode plan = fields.node("terraformPlan");
        fields.end();
        if (changes == null && plan == null) {
            throw fields.bad("changes", "is missing: there must be changes or a terraformPlan");
        }
        List<Proposal> proposals = new ArrayList<>();
        if (changes != null) {
            read(changes, proposals);
        }
        TerraformPlan read = TerraformPlan.read(plan, accountId, region);
        proposals.addAll(read.proposals());
        if (region == null) {
            requireGlobal(proposals);
        }
        return new Question(accountId, region, List.copyOf(proposals), read.ignored(), read.undecided());
    }

    private static void read(JsonNode changes, List<Proposal> proposals) {
        if (!changes.isArray()) {
            throw MusterException.badField("/changes", "must be a list");
        }
        if (changes.size() > MOST_CHANGES) {
            throw MusterException.badField("/changes", "has " + changes.size() + " entries; at most " + MOST_CHANGES);
        }
        for (int i = 0; i < changes.size(); i++) {
            Fields change = new Fields(changes.get(i), "/changes/" + i);
            proposals.add(new Proposal(change.pointer(), null, null, ChangeType.read(change, i), 0));
        }
    }

    private static void requireGlobal(List<Proposal> proposals) {
        proposals.stream()
                .filter(proposal -> !proposal.change().kinds().stream().allMatch(kind -> kind.global()))
                .findFirst()
                .ifPresent(proposal -> {
                    throw MusterException.badField(
                            "/region",
                            "is missing: the change " + proposal.pointer() + " is about resources of a region");
                });
    }
}
