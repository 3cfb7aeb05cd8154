/** Refusals that are met in the field: photos, and what inspectors log. */
export default {
  evidence: {
    'not-a-picture': 'This file is no complete picture. Choose another or take it again.',
    'format-not-accepted': 'Only JPEG, PNG and WebP are accepted. On an iPhone choose Camera, Formats, Most Compatible.',
    'too-many-pixels': 'The picture has too many pixels. Choose a smaller size in the camera.',
    'too-large': 'The file is larger than {mb} MB. Choose a smaller picture.',
    'storage-full': 'The server has no room left for photos. Tell the system administrator.',
    'photo-not-yours': 'Some photos are not yours or are gone. Upload them again.',
    'file-missing': 'The photo is not on the server at present. The system administrator has been told.',
  },
  inspection: {
    'no-response-in-force': 'No response was in force at that time. Check the time; for a routine inspection choose “routine” and log it again.',
    'place-missing': 'Say where, in words or by coordinates.',
    'measure-unknown': 'This response has no such measure. Choose another.',
    'unit-unknown': 'This unit is not in the directory. Choose another, or have it registered first.',
    'problem-not-there': 'The problem has moved on. Look at its state.',
    'problem-seen-otherwise': 'The problem has moved since you looked at it. Nothing was overwritten; look at it as it stands now, then decide.',
    'rectification-unexplained': 'Say what was done.',
    'reopening-unexplained': 'Say what is not put right; the unit will read it.',
    'rechecker-rectified': 'Whoever put it right does not re-check it. Ask somebody else.',
    'closer-involved': 'Nobody closes what he logged or put right. Ask somebody else.',
  },
};
