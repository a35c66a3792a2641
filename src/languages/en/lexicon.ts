import type { Lexicon } from "../../conversation/phrases/lexicon.ts";

export const en: Lexicon = {
  stopWords: `a an the this that these those it its he she they them his her their there here i me my mine we us our ours you your yours u ur
    who whom whose what whats which when where why how is are was were be been being am do does did done doing don doesn didn isn aren wasn weren     wouldn couldn shouldn hasn haven hadn ain cannot t s re ve ll d m can could should shall will would may might must have has had having get gets got
    getting go goes going gone come comes came coming make makes made take takes took taken put let lets say says said tell tells told ask asks asked know
    knows knew want wants wanted need needs needed see sees seen look looks give gives given gave show shows use uses used using
    find finds work works happen happens happened happening mean means meant try tried keep start started stop follow obey respect bother care matter matters
    and or but if so then than as at by for from in into of off on onto out over to up down with without about after before again also any anyone anybody
    anything all always already another back because between both each either else even ever every everyone everything few first just last less many maybe
    more most much neither never new newer next no nobody none not nothing now old once one only other others own part per please plus same second several
    since some someone somebody something somewhere still such sure thing things stuff through today tomorrow yesterday together too two three under until
    very way ways well while whole yes yet yeah bit lot lots kind kinds sort sorts type types example examples instance equivalent difference different
    similar alternative alternatives version versions case cases point points question questions answer answers thanks thank hi hello hey okay ok oh oops cool
    really actually exactly precisely currently nowadays normally usually right wrong good bad better best big small long longer short great nice bigger
    day days week weeks month months year years minute minutes hour hours ago recent recently later soon sooner quick quickly fast people person
    somehow instead regarding concerning related`,
  pronouns: "it its that this these those they them their he she him his her theirs such",
  firstPerson: "i me my mine we us our ours im ive id weve",
  continuations: [
    "and|but|so|also|or|then|plus",
    "(what|how) about",
    "what if",
    "what else",
    "(ok|okay|cool|great|right|thanks) (and|but|so|then)",
    "in that case",
    "even if",
    "same for",
    "(does|do|is|are|was|were|would|will|can|should) (it|that|this|they|those|these|he|she)",
    "for (example|instance)",
  ],
  conjunctions: [
    "and also|and then|and|plus also|plus|also|oh and|as well as|besides|by the way|btw|another question|second question|next question|secondly",
  ],
  questions: [
    "[in|at|on|to|for|from|by|with|of|under|until|since] (what|whats|which|who|whos|whom|whose|when|where|wheres|why|how|hows)",
    "(is|are|was|were|am|do|does|did|can|could|should|shall|will|would|may|might|must|has|have|had|isn't|aren't|don't|doesn't|didn't|can't) [i|we|you|he|she|it|they|there|the|a|an|my|our|your|this|that|someone|anyone|any]",
    "any (idea|chance|news)",
    "what's",
  ],
  requests: [
    "(tell|explain|describe|list|summarise|summarize|define)",
    "(give|show) me (an overview|a summary|an example|examples|the (rules|steps|list|difference|main|key))",
    "i('d| would) like to (know|hear|understand)",
    "i (want|need) to know",
    "i was wondering",
    "(can|could|would) you (tell|explain|describe|clarify|summarise|summarize|help|say|confirm)",
    "(need|want|looking for) (info|information|advice)",
    "please (tell|explain|describe)",
  ],
  offTopic: [
    "(what time|how late|what day|what date) is it",
    "what's the (time|date)",
    "(what's|how's|how is|what is) the weather",
    "is it (raining|snowing|cold|hot|friday|weekend|lunchtime) [already|yet]",
    "(can|could|will|would) (you|u) [please|pls|also|then|maybe] (book|order|buy|send|write|draft|make|create|build|fix|reset|call|install|open|delete|translate|generate|hack|bring|print|schedule|set|get|give|do|change|update|add|remove|check|find|arrange|transfer|prepare|design|code|play|sing|order|reserve|show)",
    "(book|order|buy|send|write|draft|make|create|build|fix|reset|install|generate|bring|print|schedule|reserve|translate|give|show) (me|us|my|a|an|the|some|this|that|it)",
  ],
  incidents: [
    "[yes|yeah|oops|ouch|damn|oh no|omg|shit|sorry|but|and|well|too late] [yes] (i|we) (already|just|did|have|ve)",
    "(oops|ouch|oh no|omg|damn|help|shit|too late)",
    "it('s| is) too late",
    "(i|we) (clicked|paid|gave|typed|entered|opened|lost|sent|filled|shared|installed|downloaded|answered|replied|transferred)",
    "(it|that) [already] happened",
    "already (did|done|paid|clicked|happened|sent)",
  ],
  ellipses: [
    {
      asks: [
        "what if (i|we|you|they|someone|people|a company|nobody) (don't|do not|doesn't|didn't|does not|did not|ignore|refuse|forget|fail|won't|never)",
        "what happens if (i|we|you|they|someone|a company|nobody) (don't|do not|doesn't|didn't|ignore|refuse|forget|fail|won't)",
        "what if not",
        "what happens (if not|otherwise)",
        "(or|and) else what",
        "what are the (consequences|risks)",
        "if (i|we) (don't|ignore (it|that|this))",
        "can (i|we) just ignore (it|that|this)",
      ],
      means: "fine fines penalty penalties sanction sanctions consequences punishment",
    },
    {
      asks: [
        "(who|whom) (do|should|must|can|shall|would) (i|we) (tell|inform|report|notify|warn|alert|report (it|that|this) to)",
        "(who|whom) to (tell|inform|notify|warn|report to)",
        "where (do|should|must|can) (i|we) (report|send|file|declare|forward|notify)",
        "do (i|we) (have to|need to|must) (report|tell|notify|inform)",
        "who (needs|has|wants) to know",
      ],
      means: "report reporting where to report who to tell notify contact",
    },
    {
      asks: [
        "(by when|until when|how (fast|quickly|soon|long))",
        "what('s| is) the deadline",
        "(is there a|any) (deadline|time limit)",
        "how much time",
      ],
      means: "deadline hours days within how long time limit",
    },
    {
      asks: [
        "what came (after|next)",
        "what comes (after|next)",
        "what('s| is) next",
        "and (after|since) (that|then)",
        "what happened (after|next|since|then)",
        "(is|was) there a (successor|follow up|new one)",
      ],
      means: "after next successor new follow up",
    },
    {
      asks: [
        "[do you have|is there|can you give|give me|got|have you got] [me] (an|any|a|some) [recent|real|concrete|good|other] (example|examples|case|cases)",
        "for (example|instance)",
        "like what",
        "such as",
      ],
      means: "example case incident attack",
    },
    {
      asks: [
        "how much [does (it|that|this) cost]",
        "(is (it|that|this) free|what does (it|that|this) cost|does (it|that|this) cost)",
      ],
      means: "cost price free money",
    },
    {
      asks: [
        "(does|do|would) (it|that|this|they) (apply|concern|count)",
        "(are|is|am) (we|i|my company|our company) (covered|concerned|affected|in scope|included)",
        "(and|what about) (us|me|my company|our company|small companies)",
      ],
      means: "in scope apply applies who must",
    },
    {
      asks: [
        "how (do|can|could|should) (i|we|you) (avoid|prevent|protect|stop) (it|that|this|myself|ourselves)",
        "how to (avoid|prevent|stop) (it|that|this)",
        "how (do|can) (i|we) (avoid|prevent)",
      ],
      means: "prevent protect avoid measures security",
    },
  ],
};
