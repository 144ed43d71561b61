-- Who is told, whom a statement is about, and how sure it is.
ALTER TABLE quotes ADD COLUMN addressee INTEGER;
ALTER TABLE quotes ADD COLUMN confidence DOUBLE;

CREATE TABLE about (
    page VARCHAR NOT NULL,
    quote INTEGER NOT NULL,         -- quotes.n
    n INTEGER NOT NULL,
    mention INTEGER NOT NULL,       -- mentions.n
    stance VARCHAR NOT NULL,        -- supports, opposes or neutral
    shown_by span                   -- the words that show it; null: neutral
);

-- One row for each statement: who said what to whom, and about whom.
CREATE OR REPLACE VIEW statements AS
WITH subjects AS (
    SELECT
        b.page, b.quote,
        list({
            'start': m.span."start", 'end': m.span."end", 'text': m.span."text",
            'bytes': m.span."bytes", 'referents': m.referents,
            'stance': b.stance, 'shown_by': b.shown_by
        } ORDER BY b.n) AS subjects
    FROM about AS b
    JOIN mentions AS m ON m.page = b.page AND m.n = b.mention
    GROUP BY b.page, b.quote
)
SELECT
    q.page, q.n, coalesce(a.url, p.url) AS url, a."language", a.published,
    q.span."start" AS "start", q.span."end" AS "end", q.span."text" AS "text",
    q.span."bytes" AS "bytes", q.kind,
    m.span AS speaker, coalesce(m.referents, []) AS speakers, q.cue, q."rule", q.reason,
    t.span AS addressee, coalesce(t.referents, []) AS addressees,
    coalesce(s.subjects, []) AS about, q.confidence
FROM quotes AS q
JOIN articles AS a ON a.page = q.page
JOIN pages AS p ON p.sha256 = q.page
LEFT JOIN mentions AS m ON m.page = q.page AND m.n = q.speaker
LEFT JOIN mentions AS t ON t.page = q.page AND t.n = q.addressee
LEFT JOIN subjects AS s ON s.page = q.page AND s.quote = q.n;

CREATE OR REPLACE VIEW spans AS
SELECT page, 'article' AS record, NULL AS n, 'headline' AS field, headline AS span FROM articles
UNION ALL SELECT page, 'article', NULL, 'lead', lead FROM articles
UNION ALL SELECT page, 'article', NULL, 'dateline', dateline FROM articles
UNION ALL SELECT page, 'mention', n, 'span', span FROM mentions
UNION ALL SELECT page, 'quote', n, 'span', span FROM quotes
UNION ALL SELECT page, 'quote', n, 'cue', cue FROM quotes
UNION ALL SELECT page, 'quote', n, 'clause', clause FROM quotes
UNION ALL SELECT page, 'quote', quote, 'shown_by', shown_by FROM about
UNION ALL SELECT page, 'event', n, 'trigger', trigger_span FROM reports
UNION ALL SELECT page, 'event', n, 'sentence', sentence FROM reports
UNION ALL SELECT page, 'event', n, 'date', date_span FROM reports
UNION ALL SELECT page, 'event', n, 'place', place.span FROM reports;
